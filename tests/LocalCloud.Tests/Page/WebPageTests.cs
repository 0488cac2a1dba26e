using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Shop.LocalCloud.Feed;
using Shop.LocalCloud.Hosting;
using Shop.LocalCloud.Logs;
using Shop.LocalCloud.Tests.Hosting;
using Shop.Topology;

namespace Shop.LocalCloud.Tests.Page;

public sealed partial class WebPageTests : IAsyncLifetime, IDisposable
{
    private readonly EventFeed _feed = new(new ManualClock());
    private readonly HttpClient _http = new();
    private readonly FunctionStates _states;
    private readonly WebApplication _app;

    public WebPageTests()
    {
        var topology = new SuiteTopology(
            [new("variants"), new("uploads")],
            [],
            [
                Subscription("orders-to-tag"),
                Subscription("orders-to-resize"),
                Subscription("dead-letters-to-api") with { DeadLetters = null },
            ],
            [
                TestFunction.Spec("Any") with { Name = "Resize", Trigger = new("uploads", 1, 2) },
                TestFunction.Spec("Any") with { Name = "Tag", Trigger = new("uploads", 1, 2) },
                TestFunction.Spec("Any") with { Name = "Api" },
            ]);
        _states = new FunctionStates(topology, new FunctionAddresses(), _feed);
        var log = new SuiteLog(TextWriter.Null, [], colour: false);
        _app = CloudServer.Build(0, null, log, services => services
            .AddSingleton(topology)
            .AddSingleton(_feed)
            .AddSingleton(_states));
    }

    public async Task InitializeAsync()
    {
        await _app.StartAsync();
        _http.BaseAddress = new Uri(_app.Urls.Single());
    }

    public void Dispose() => _http.Dispose();

    public async Task DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData("/", "text/html; charset=utf-8")]
    [InlineData("/_/page.css", "text/css; charset=utf-8")]
    [InlineData("/_/stories.css", "text/css; charset=utf-8")]
    [InlineData("/_/page.js", "text/javascript; charset=utf-8")]
    [InlineData("/_/functions", "application/json; charset=utf-8")]
    [InlineData("/_/suite", "application/json; charset=utf-8")]
    [InlineData("/_/events", "text/event-stream")]
    public async Task EachRoute_IsServedUnderAStrictPolicy(string path, string contentType)
    {
        using var response = await _http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(contentType, response.Content.Headers.ContentType!.ToString());
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith(
            "default-src 'none'; script-src 'self'; style-src 'self'; ", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_NeedsNothingFromElsewhereAndNothingInline()
    {
        var html = await _http.GetStringAsync("/");
        var files = LocalReference().Matches(html).Select(match => match.Groups[1].Value).ToList();

        Assert.Contains("/_/page.js", files);
        Assert.Contains("/_/page.css", files);
        Assert.DoesNotMatch("<script(?![^>]* src=)|<style| style=| on[a-z]+=|https?://", html);
        var seen = new HashSet<string>(files);
        for (var queue = new Queue<string>(files); queue.TryDequeue(out var file);)
        {
            // The namespace of SVG looks like an address, and is a name that nobody asks for anything.
            var text = (await _http.GetStringAsync(file)).Replace(
                "http://www.w3.org/2000/svg", "", StringComparison.Ordinal);
            Assert.DoesNotMatch("https?://|innerHTML|insertAdjacentHTML|document\\.write|eval\\(", text);
            foreach (var import in Import().Matches(text).Select(match => match.Groups[1].Value).Where(seen.Add))
            {
                queue.Enqueue(import);
            }
        }
        Assert.Superset(
            new HashSet<string>(["/_/objects.js", "/_/events.js", "/_/uploads.js", "/_/stories.js"]), seen);
    }

    [Fact]
    public async Task Functions_AreListedInOrderWithTheirState()
    {
        _states.Starting("Resize", new Uri("http://127.0.0.1:8081"));
        _states.Ready("Resize", new Uri("http://127.0.0.1:8081"));

        var functions = await _http.GetFromJsonAsync<JsonElement[]>("/_/functions");

        Assert.Equal(["Resize", "Tag", "Api"], functions!.Select(each => each.GetProperty("name").GetString()));
        Assert.Equal(["Ready", "NotRun", "NotRun"], functions!.Select(each => each.GetProperty("state").GetString()));
        Assert.Equal("http://127.0.0.1:8081", functions![0].GetProperty("address").GetString()!.TrimEnd('/'));
        Assert.Equal("new objects in gs://uploads", functions[0].GetProperty("trigger").GetString());
        Assert.Equal("HTTP requests", functions[2].GetProperty("trigger").GetString());
    }

    [Fact]
    public async Task Suite_NamesItsBucketsThoseThatCallFunctionsAndTheTopicsOfDeadLetters()
    {
        var suite = await _http.GetStringAsync("/_/suite");

        Assert.Equal(
            """
            {"project":"local","buckets":["variants","uploads"],"uploadBuckets":["uploads"],
            "deadLetterTopics":["dead-letters"]}
            """.ReplaceLineEndings(""),
            suite);
    }

    [Fact]
    public async Task EntryOfAMessage_TellsTheStoryThatItBelongsTo()
    {
        _feed.Append(
            FeedKind.MessagePublished, "orders", "published", "e-2", "a.type",
            new FeedMessage("7", "orders", "/a", "s-1", "e-1", "e-0", Pushes: 2));
        using var reader = await FollowAsync(null);

        var message = (await NextAsync(reader)).GetProperty("message");

        Assert.Equal(
            """
            {"messageId":"7","topic":"orders","source":"/a","subject":"s-1","correlationId":"e-1",
            "causationId":"e-0","pushes":2}
            """.ReplaceLineEndings(""),
            message.GetRawText());
    }

    [Fact]
    public async Task EntryOfADelivery_TellsWhatTheTimelineShows()
    {
        _feed.Append(
            FeedKind.DeliveryFailed, "Tag", "failed", "e-2", "a.type", subject: "gs://uploads/x",
            delivery: new FeedDelivery("eventarc/Tag", "Tag", null, 3, 503, "status 503", 12.5, 2000));
        using var reader = await FollowAsync(null);

        var entry = await NextAsync(reader);

        Assert.Equal("gs://uploads/x", Text(entry, "subject"));
        Assert.Equal(JsonValueKind.Null, entry.GetProperty("message").ValueKind);
        Assert.Equal(
            """
            {"subscription":"eventarc/Tag","function":"Tag","endpoint":null,"attempt":3,"status":503,
            "fault":"status 503","durationMilliseconds":12.5,"retryInMilliseconds":2000,
            "deadLettered":false,"chaos":null}
            """.ReplaceLineEndings(""),
            entry.GetProperty("delivery").GetRawText());
    }

    [Fact]
    public async Task Events_ComeAsTheyHappen()
    {
        _feed.Append(FeedKind.ObjectWritten, "gs://uploads", "before", "id-1", "type-1");
        using var reader = await FollowAsync(null);

        var before = await NextAsync(reader);
        _feed.Append(FeedKind.DeliveryFailed, "Resize", "</script><img src=x>\nsecond line");
        var after = await NextAsync(reader);

        Assert.Equal(
            ("ObjectWritten", "gs://uploads", "before", "id-1", "type-1"),
            (Text(before, "kind"), Text(before, "place"), Text(before, "summary"), Text(before, "eventId"),
                Text(before, "eventType")));
        Assert.Equal("</script><img src=x>\nsecond line", Text(after, "summary"));
        Assert.Equal(before.GetProperty("number").GetInt64() + 1, after.GetProperty("number").GetInt64());
    }

    [Theory]
    [InlineData(1, "second")]
    [InlineData(0, "first")]
    public async Task PageThatComesBack_GetsWhatCameAfterTheLastItSaw(int seen, string expected)
    {
        _feed.Append(FeedKind.Delivered, "Resize", "first");
        _feed.Append(FeedKind.Delivered, "Resize", "second");
        using var first = await FollowAsync(null);
        var number = (await NextAsync(first)).GetProperty("number").GetInt64();

        using var again = await FollowAsync($"{number - 1 + seen}");

        Assert.Equal(expected, Text(await NextAsync(again), "summary"));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("nonsense")]
    [InlineData("99999999999999999999")]
    public async Task NonsensicalLastEventId_GetsEverything(string last)
    {
        _feed.Append(FeedKind.Delivered, "Resize", "first");

        using var reader = await FollowAsync(last);

        Assert.Equal("first", Text(await NextAsync(reader), "summary"));
    }

    [Fact]
    public async Task OpenStream_DoesNotHoldUpTheEnd()
    {
        using var reader = await FollowAsync(null);

        await _app.StopAsync().WaitAsync(Patience.Bound);

        Assert.Equal("", await reader.ReadToEndAsync().WaitAsync(Patience.Bound));
    }

    private async Task<StreamReader> FollowAsync(string? lastEventId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/_/events");
        if (lastEventId is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        }
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead)
            .WaitAsync(Patience.Bound);
        return new StreamReader(await response.Content.ReadAsStreamAsync());
    }

    /// <summary>Reads one event: its data lines, and the id that must be its number.</summary>
    private static async Task<JsonElement> NextAsync(StreamReader reader)
    {
        string? line, data = null, id = null;
        while (!string.IsNullOrEmpty(line = await reader.ReadLineAsync().WaitAsync(Patience.Bound)))
        {
            data = line.StartsWith("data: ", StringComparison.Ordinal) ? line[6..] : data;
            id = line.StartsWith("id: ", StringComparison.Ordinal) ? line[4..] : id;
        }
        var entry = JsonDocument.Parse(data!).RootElement;
        Assert.Equal($"{entry.GetProperty("number").GetInt64()}", id);
        return entry;
    }

    private static SubscriptionSpec Subscription(string name) =>
        new(name, "orders", "Tag", 60, 1, 2, new DeadLetterSpec("dead-letters", 5));

    private static string? Text(JsonElement entry, string name) => entry.GetProperty(name).GetString();

    [GeneratedRegex("(?:src|href)=\"(/[^\"]+)\"")]
    private static partial Regex LocalReference();

    [GeneratedRegex("from '([^']+)'")]
    private static partial Regex Import();
}
