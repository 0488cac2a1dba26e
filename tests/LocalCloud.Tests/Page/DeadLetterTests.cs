using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Shop.LocalCloud.Tests.Page;

public sealed class DeadLetterTests : IAsyncLifetime
{
    private const string Name = "orders-to-inventory/0a1b-2c3d.json";

    private DeadLetterPage _page = null!;

    public async Task InitializeAsync() => _page = await DeadLetterPage.StartAsync();

    public async Task DisposeAsync() => await _page.DisposeAsync();

    [Fact]
    public async Task List_ShowsWhatWasFiledNewestFirst()
    {
        await _page.FileAsync("first.json", Letter());
        var generation = await _page.FileAsync(Name, Letter(id: "e-2"));

        var list = await _page.ListAsync();

        Assert.Equal(("dead-letters", 2), ((string?)list["bucket"], (int)list["total"]!));
        var letters = list["letters"]!.AsArray();
        Assert.Equal([Name, "first.json"], letters.Select(letter => (string)letter!["object"]!));
        var expected = JsonNode.Parse($$"""
            {
              "object": "{{Name}}", "generation": "{{generation}}", "filedAt": "2026-01-02T03:04:05+00:00",
              "bytes": {{Letter(id: "e-2").Length}}, "type": "shop.order.placed.v1", "eventId": "e-2",
              "origin": "projects/local/subscriptions/orders-to-inventory", "topic": "orders",
              "reason": "invalid-data", "message": "There is no quantity.", "fault": null
            }
            """);
        Assert.True(JsonNode.DeepEquals(expected, letters[0]), letters[0]!.ToJsonString());
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"reason":"r","origin":null,"filedAt":"2026-01-02T03:04:05Z","attributes":{},"data":""}""")]
    [InlineData("""{"reason":"r","origin":{},"filedAt":"2026-01-02T03:04:05Z","attributes":{},"data":"?"}""")]
    public async Task FileThatIsNoLetter_IsListedAsSuchAndStays(string content)
    {
        var generation = await _page.FileAsync("x", content);

        var listed = Assert.Single((await _page.ListAsync())["letters"]!.AsArray());
        var (status, body) = await _page.ReplayAsync("x", generation);

        Assert.Contains("no dead letter", (string?)listed!["fault"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("no dead letter", DeadLetterPage.Fault(body), StringComparison.Ordinal);
        Assert.Equal(["x"], await _page.ObjectsAsync());
    }

    [Fact]
    public async Task Letter_IsShownWithItsAttributesAndText()
    {
        var generation = await _page.FileAsync(Name, Letter(data: "<b>grüße</b>"u8.ToArray()));

        var (status, content) = await _page.ShowAsync(Name, generation);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("<b>grüße</b>", (string?)content["text"]);
        Assert.Equal("no quantity", (string?)content["attributes"]!["dl-message"]);
        Assert.Equal((14, false), ((int)content["bytes"]!, (bool)content["isCut"]!));
    }

    [Fact]
    public async Task DataThatIsNoText_IsShownAsBase64()
    {
        var generation = await _page.FileAsync(Name, Letter(data: [0xFF, 0x00]));

        var (_, content) = await _page.ShowAsync(Name, generation);

        Assert.Null(content["text"]);
        Assert.Equal("/wA=", (string?)content["base64"]);
    }

    [Fact]
    public async Task LongText_IsCutBetweenCharacters()
    {
        var data = Encoding.UTF8.GetBytes("x" + string.Concat(Enumerable.Repeat("ü", 40_000)));
        var generation = await _page.FileAsync(Name, Letter(data: data));

        var (_, content) = await _page.ShowAsync(Name, generation);

        Assert.Equal("x" + string.Concat(Enumerable.Repeat("ü", 32_767)), (string?)content["text"]);
        Assert.Equal((80_001, true), ((int)content["bytes"]!, (bool)content["isCut"]!));
    }

    [Fact]
    public async Task Replay_PublishesTheEventAsItWasAndDeletesTheLetter()
    {
        var generation = await _page.FileAsync(Name, Letter(data: [1, 2, 3]));

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
    public async Task LetterLeftAsideByADeath_IsListedAndReplayed()
    {
        const string aside = "replaying/17/" + Name;
        var generation = await _page.FileAsync(aside, Letter());

        Assert.Single((await _page.ListAsync())["letters"]!.AsArray());
        var (status, _) = await _page.ReplayAsync(aside, generation);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Single(_page.Published);
        Assert.Empty(await _page.ObjectsAsync());
    }

    [Fact]
    public async Task LetterThatWasReplacedMeanwhile_IsNotReplayed()
    {
        var seen = await _page.FileAsync(Name, Letter());
        await _page.FileAsync(Name, Letter());

        var (status, body) = await _page.ReplayAsync(Name, seen);

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains(Name, DeadLetterPage.Fault(body), StringComparison.Ordinal);
        Assert.Empty(_page.Published);
        Assert.Equal([Name], await _page.ObjectsAsync());
    }

    [Fact]
    public async Task TwoReplaysAtOnce_PublishOnce()
    {
        var generation = await _page.FileAsync(Name, Letter());

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
        var generation = await _page.FileAsync(Name, Letter(topic: topic));

        var (status, body) = await _page.ReplayAsync(Name, generation);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains(fault, DeadLetterPage.Fault(body), StringComparison.Ordinal);
        Assert.Equal([Name], await _page.ObjectsAsync());
    }

    [Fact]
    public async Task MessageThatPubSubRefuses_IsKept()
    {
        var generation = await _page.FileAsync(Name, Letter(id: new string('x', 1025)));

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
        var generation = await _page.FileAsync(Name, Letter());

        var (status, body) = await _page.ReplayAsync(Name, generation, (header, value));

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("page of the local cloud", DeadLetterPage.Fault(body), StringComparison.Ordinal);
        Assert.Empty(_page.Published);
        Assert.Equal([Name], await _page.ObjectsAsync());
    }

    [Fact]
    public async Task RequestWithoutThePagesHeader_IsRefused()
    {
        var generation = await _page.FileAsync(Name, Letter());

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
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = "shop.example" } };

        using var response = await _page.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task PagesOwnOrigin_IsAccepted()
    {
        var generation = await _page.FileAsync(Name, Letter());
        var origin = _page.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);

        var (status, _) = await _page.ReplayAsync(Name, generation, ("Origin", origin));

        Assert.Equal(HttpStatusCode.OK, status);
    }

    [Theory]
    [InlineData("", "generation=1", "object")]
    [InlineData("object=x", "", "generation")]
    [InlineData("object=x", "generation=one", "'one'")]
    public async Task RequestThatNamesNoLetter_IsRefused(string name, string generation, string fault)
    {
        using var response = await _page.Http.GetAsync($"/_/dead-letters/letter?{name}&{generation}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
        Assert.Contains(fault, DeadLetterPage.Fault(body), StringComparison.Ordinal);
    }

    /// <summary>As <c>functions/DeadLetters</c> writes it.</summary>
    private static string Letter(string id = "e-1", byte[]? data = null, string topic = "\"orders\"") => $$"""
        {
          "reason": "invalid-data",
          "origin": {
            "subscription": "projects/local/subscriptions/orders-to-inventory",
            "topic": {{topic}},
            "handler": "inventory"
          },
          "filedAt": "2026-01-02T03:04:05+00:00",
          "attributes": {
            "ce-id": "{{id}}",
            "ce-type": "shop.order.placed.v1",
            "content-type": "application/json",
            "dl-message": "no quantity",
            "CloudPubSubDeadLetterSourceDeliveryCount": "5",
            "googclient_schemaencoding": "JSON"
          },
          "message": "There is no quantity.",
          "messageId": "12",
          "publishTime": "2026-01-02T03:04:04.5+00:00",
          "json": {"quantity": null},
          "data": "{{Convert.ToBase64String(data ?? "{}"u8.ToArray())}}"
        }
        """;
}
