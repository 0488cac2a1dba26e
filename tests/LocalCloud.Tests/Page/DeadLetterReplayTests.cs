using System.Net;

namespace Shop.LocalCloud.Tests.Page;

public sealed class DeadLetterReplayTests : IAsyncLifetime
{
    private const string Name = "orders-to-inventory/0a1b-2c3d.json";

    private DeadLetterPage _page = null!;

    public async Task InitializeAsync() => _page = await DeadLetterPage.StartAsync();

    public async Task DisposeAsync() => await _page.DisposeAsync();

    [Fact]
    public async Task Replay_PublishesTheEventAsItWasAndDeletesTheLetter()
    {
        var generation = await _page.FileAsync(Name, DeadLetterPage.Letter(data: [1, 2, 3]));

        var (status, body) = await _page.ReplayAsync(Name, generation);

        Assert.Equal(HttpStatusCode.OK, status);
        var message = Assert.Single(_page.Published);
        Assert.Equal(("orders", message.Id), ((string?)body["topic"], (string?)body["messageId"]));
        Assert.Equal([1, 2, 3], message.Start.ToByteArray());
        Assert.Equal(
            ["ce-id=e-1", "ce-type=shop.order.placed.v1", "content-type=application/json"],
            message.Attributes.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal));
        Assert.Empty(await _page.ObjectsAsync());
    }

    [Fact]
    public async Task LetterThatFailsAgainAtOnce_FindsItsNameFree()
    {
        var generation = await _page.FileAsync(Name, DeadLetterPage.Letter());

        await _page.ReplayAsync(Name, generation);

        var aside = $"replaying/{generation}/{Name}";
        var happened = await HappenedAsync();
        Assert.Equal(
            [
                $"ObjectWritten {Name}", $"ObjectWritten {aside}", $"ObjectDeleted {Name}",
                "MessagePublished message", $"ObjectDeleted {aside}",
            ],
            happened);
    }

    [Fact]
    public async Task LetterLeftAsideByADeath_IsListedAndReplayed()
    {
        const string aside = "replaying/17/" + Name;
        var generation = await _page.FileAsync(aside, DeadLetterPage.Letter());

        Assert.Single((await _page.ListAsync())["letters"]!.AsArray());
        var (status, _) = await _page.ReplayAsync(aside, generation);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Single(_page.Published);
        Assert.Empty(await _page.ObjectsAsync());
    }

    [Fact]
    public async Task LetterLeftAsideAndUnderItsName_IsPublishedOnceItsNameIsFree()
    {
        var generation = await _page.FileAsync(Name, DeadLetterPage.Letter());
        var aside = $"replaying/{generation}/{Name}";
        var asideGeneration = await _page.FileAsync(aside, DeadLetterPage.Letter());

        await _page.ReplayAsync(aside, asideGeneration);

        Assert.Empty(await _page.ObjectsAsync());
        Assert.Single(_page.Published);
        Assert.True(
            await FirstAsync($"ObjectDeleted {Name}") < await FirstAsync("MessagePublished message"),
            "What fails again at once would be taken for filed already, and then be deleted.");
    }

    [Fact]
    public async Task CopyThatSomebodyElseHasMade_IsUsedAndNotReplaced()
    {
        var generation = await _page.FileAsync(Name, DeadLetterPage.Letter());
        var aside = $"replaying/{generation}/{Name}";
        await _page.FileAsync(aside, DeadLetterPage.Letter());

        await _page.ReplayAsync(Name, generation);

        Assert.Empty(await _page.ObjectsAsync());
        Assert.Single(_page.Published);
        var happened = await HappenedAsync();
        Assert.Single(happened, each => each == $"ObjectWritten {aside}");
    }

    [Fact]
    public async Task LetterThatWasReplacedMeanwhile_IsNotReplayed()
    {
        var seen = await _page.FileAsync(Name, DeadLetterPage.Letter());
        await _page.FileAsync(Name, DeadLetterPage.Letter());

        var (status, body) = await _page.ReplayAsync(Name, seen);

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains(Name, DeadLetterPage.Fault(body), StringComparison.Ordinal);
        Assert.Empty(_page.Published);
        Assert.Equal([Name], await _page.ObjectsAsync());
    }

    [Fact]
    public async Task TwoReplaysAtOnce_PublishOnce()
    {
        var generation = await _page.FileAsync(Name, DeadLetterPage.Letter());

        var answers = await Task.WhenAll(
            _page.ReplayAsync(Name, generation), _page.ReplayAsync(Name, generation));

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.NotFound], answers.Select(answer => answer.Status).Order());
        Assert.Single(_page.Published);
    }

    [Theory]
    [InlineData("\"gone\"", "'gone', which is not there")]
    [InlineData("\"../x\"", "'../x', which is not there")]
    [InlineData("null", "does not say which topic")]
    public async Task LetterOfAnUnknownTopic_IsKeptWithAClearError(string topic, string fault)
    {
        var generation = await _page.FileAsync(Name, DeadLetterPage.Letter(topic: topic));

        var (status, body) = await _page.ReplayAsync(Name, generation);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains(fault, DeadLetterPage.Fault(body), StringComparison.Ordinal);
        Assert.Equal([Name], await _page.ObjectsAsync());
    }

    [Fact]
    public async Task MessageThatPubSubRefuses_IsKept()
    {
        var generation = await _page.FileAsync(Name, DeadLetterPage.Letter(id: new string('x', 1025)));

        var (status, body) = await _page.ReplayAsync(Name, generation);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        var kept = Assert.Single(await _page.ObjectsAsync());
        Assert.Contains("at most 1024 bytes", DeadLetterPage.Fault(body), StringComparison.Ordinal);
        Assert.EndsWith($"gs://dead-letters/{kept}.", DeadLetterPage.Fault(body), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Origin", "https://shop.example")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Origin", "null")]
    [InlineData("Host", "shop.example")]
    [InlineData("Host", "127.0.0.1.shop.example:9000")]
    public async Task RequestFromAnotherSite_IsRefused(string header, string value)
    {
        var generation = await _page.FileAsync(Name, DeadLetterPage.Letter());

        var (status, body) = await _page.ReplayAsync(Name, generation, (header, value));

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("page of the local cloud", DeadLetterPage.Fault(body), StringComparison.Ordinal);
        Assert.Empty(_page.Published);
        Assert.Equal([Name], await _page.ObjectsAsync());
    }

    [Fact]
    public async Task RequestWithoutThePagesHeader_IsRefused()
    {
        var generation = await _page.FileAsync(Name, DeadLetterPage.Letter());

        var (status, body) = await _page.SendReplayAsync(Name, generation);

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("X-Local-Cloud-Page", DeadLetterPage.Fault(body), StringComparison.Ordinal);
        Assert.Equal([Name], await _page.ObjectsAsync());
    }

    [Theory]
    [InlineData("/_/dead-letters")]
    [InlineData("/_/dead-letters/letter?object=x&generation=1")]
    public async Task NameThatAnotherSiteGaveToThisMachine_ReadsNothing(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = "shop.example";

        using var response = await _page.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task PagesOwnOrigin_IsAccepted()
    {
        var generation = await _page.FileAsync(Name, DeadLetterPage.Letter());
        var origin = _page.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);

        var (status, _) = await _page.ReplayAsync(Name, generation, ("Origin", origin));

        Assert.Equal(HttpStatusCode.OK, status);
    }

    private async Task<int> FirstAsync(string what) => (await HappenedAsync()).IndexOf(what);

    // A replay ends with one of five.
    private async Task<List<string>> HappenedAsync()
    {
        var happened = new List<string>();
        await foreach (var entry in _page.Feed.FollowAsync(0, CancellationToken.None))
        {
            happened.Add($"{entry.Kind} {entry.Summary.Split(' ')[0]}");
            if (happened.Count == 5)
            {
                break;
            }
        }
        return happened;
    }
}
