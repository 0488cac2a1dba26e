using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shop.LocalCloud.Chaos;
using Shop.LocalCloud.Feed;
using Shop.LocalCloud.Tests.Feed;
using Shop.LocalCloud.Tests.Storage;

namespace Shop.LocalCloud.Tests.Eventarc;

public sealed class EventDeliveryTests : StorageTest
{
    // The trigger says 10 s to 600 s; a local cloud waits a twentieth of that.
    private static readonly TimeSpan FirstBackoff = TimeSpan.FromSeconds(0.5);

    [Fact]
    public async Task FinalizedObject_IsABinaryModeCloudEvent()
    {
        await using var function = await StartFunctionAsync();
        var made = await Server.UploadAsync("photos/100% é.jpg", contentType: "image/jpeg");

        var received = await function.NextAsync();

        Assert.Equal("POST", received.Method);
        Assert.Equal("/", received.Path);
        Assert.Equal((string)made["generation"]!, received.Headers["ce-id"]);
        Assert.Equal("//storage.googleapis.com/projects/_/buckets/uploads", received.Headers["ce-source"]);
        Assert.Equal("1.0", received.Headers["ce-specversion"]);
        Assert.Equal("google.cloud.storage.object.v1.finalized", received.Headers["ce-type"]);
        Assert.Equal("objects/photos/100%25%20%C3%A9.jpg", received.Headers["ce-subject"]);
        Assert.Equal("2026-03-01T12:00:00.000000Z", received.Headers["ce-time"]);
        Assert.Equal("uploads", received.Headers["ce-bucket"]);
        Assert.StartsWith("application/json", received.Headers["content-type"], StringComparison.Ordinal);
        // The data is the object as the API shows it, 64-bit numbers as strings.
        Assert.Equal(
            made.ToJsonString(), JsonSerializer.Deserialize<JsonObject>(received.Body)!.ToJsonString());
    }

    [Fact]
    public async Task EveryWayToMakeAnObject_IsAnEvent_AndNothingElseIs()
    {
        await using var function = await StartFunctionAsync();
        await Server.UploadAsync("1");
        await Server.UploadAsync("elsewhere", bucket: "quiet");
        await Server.SendAsync(HttpMethod.Patch, StorageServer.ObjectPath("1"), HttpStatusCode.OK, "{}");
        using var refused = await Server.PostMediaAsync("1", query: "&ifGenerationMatch=0");
        await Server.SendAsync(
            HttpMethod.Post, $"{StorageServer.ObjectPath("1")}/rewriteTo/b/uploads/o/2", HttpStatusCode.OK);
        await Server.SendAsync(
            HttpMethod.Post, $"{StorageServer.ObjectPath("3")}/compose", HttpStatusCode.OK,
            """{"sourceObjects":[{"name":"1"}]}""");
        await Server.SendAsync(HttpMethod.Delete, StorageServer.ObjectPath("2"), HttpStatusCode.NoContent);
        await Server.UploadAsync("1");

        var names = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            names.Add((await function.NextAsync()).Name);
        }

        Assert.Equal(["1", "1", "2", "3"], names.Order());
        await WaitForFeedAsync(FeedKind.Delivered, 4);
        Assert.Empty(OutboxFiles(Server));
        Assert.False(function.HasReceivedMore);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(202)]
    [InlineData(204)]
    public async Task Acknowledged_IsForgotten(int status)
    {
        await using var function = await StartFunctionAsync(status);
        await Server.UploadAsync("x");
        await function.NextAsync();

        var entry = await WaitForFeedAsync(FeedKind.Delivered);

        Assert.Equal(StorageServer.Function, entry.Place);
        Assert.Equal("The event for gs://uploads/x was handled at attempt 1.", entry.Summary);
        Assert.Equal("google.cloud.storage.object.v1.finalized", entry.EventType);
        Assert.Equal("gs://uploads/x", entry.Subject);
        Assert.Equal(
            ("eventarc/" + StorageServer.Function, StorageServer.Function, 1, status, null),
            (entry.Delivery!.Subscription, entry.Delivery.Function, entry.Delivery.Attempt,
                entry.Delivery.Status, entry.Delivery.Fault));
        Assert.Empty(OutboxFiles(Server));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(203)]
    [InlineData(206)]
    [InlineData(302)]
    public async Task NotAcknowledged_IsDeliveredAgainAfterTheBackoff(int status)
    {
        await using var function = await StartFunctionAsync(status);
        await Server.UploadAsync("x");
        var first = await function.NextAsync();
        await Server.Clock.WaitForTimerAsync(FirstBackoff);
        Assert.Single(OutboxFiles(Server));

        Server.Clock.Advance(FirstBackoff);
        var second = await function.NextAsync();

        Assert.Equal(first.Id, second.Id);
        Assert.Equal(first.Body, second.Body);
        var failure = await WaitForFeedAsync(FeedKind.DeliveryFailed);
        Assert.Contains($"failed at attempt 1 (status {status})", failure.Summary, StringComparison.Ordinal);
        Assert.Equal(
            (1, status, $"status {status}", FirstBackoff.TotalMilliseconds),
            (failure.Delivery!.Attempt, failure.Delivery.Status, failure.Delivery.Fault,
                failure.Delivery.RetryInMilliseconds));
        Assert.Contains(
            "at attempt 2", (await WaitForFeedAsync(FeedKind.Delivered)).Summary, StringComparison.Ordinal);
        Assert.Empty(OutboxFiles(Server));
    }

    [Fact]
    public async Task NoAnswerWithinTheTimeout_IsAFailure()
    {
        await using var function = await StartFunctionAsync();
        function.Hold();
        await Server.UploadAsync("x");
        await function.NextAsync();

        // The function's own 60 s and a margin.
        Server.Clock.Advance(TimeSpan.FromSeconds(65));
        await Server.Clock.WaitForTimerAsync(FirstBackoff);
        function.Release();
        Server.Clock.Advance(FirstBackoff);
        await function.NextAsync();

        var failure = await WaitForFeedAsync(FeedKind.DeliveryFailed);
        Assert.Contains("no answer within 65 s", failure.Summary, StringComparison.Ordinal);
        await WaitForFeedAsync(FeedKind.Delivered);
    }

    [Fact]
    public async Task FunctionThatIsNotRunning_GetsTheEventWhenItStarts()
    {
        await Server.UploadAsync("early");
        Assert.Single(OutboxFiles(Server));

        await using var function = await StartFunctionAsync();

        Assert.Equal("early", (await function.NextAsync()).Name);
    }

    [Fact]
    public async Task FunctionThatCameBack_GetsTheEventWithoutWaiting()
    {
        await using (var gone = await FakeFunction.StartAsync())
        {
            Server.Addresses.Set(StorageServer.Function, gone.Address);
        }
        await Server.UploadAsync("x");
        await Server.Clock.WaitForTimerAsync(FirstBackoff);

        // The clock stands still: only the start can have caused the delivery.
        await using var function = await StartFunctionAsync();

        Assert.Equal("x", (await function.NextAsync()).Name);
        var failure = await WaitForFeedAsync(FeedKind.DeliveryFailed);
        Assert.Contains("no connection", failure.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FailingEvent_DoesNotHoldUpTheNext()
    {
        await using var function = await StartFunctionAsync(500);
        await Server.UploadAsync("bad");
        Assert.Equal("bad", (await function.NextAsync()).Name);
        await Server.Clock.WaitForTimerAsync(FirstBackoff);

        await Server.UploadAsync("good");

        Assert.Equal("good", (await function.NextAsync()).Name);
    }

    [Fact]
    public async Task Concurrency_IsThatOfTheFunction()
    {
        await using var function = await StartFunctionAsync();
        function.Hold();
        for (var i = 0; i < 6; i++)
        {
            await Server.UploadAsync($"{i}");
        }
        await function.NextAsync();
        await function.NextAsync();

        function.Release();
        await WaitForFeedAsync(FeedKind.Delivered, 6);

        Assert.Equal(2, function.AtOnceMax);
    }

    [Fact]
    public async Task KilledBeforeTheAcknowledgement_IsDeliveredByTheNextProcess()
    {
        await using var function = await FakeFunction.StartAsync();
        var made = await Server.UploadAsync("x");

        await using var next = await Server.StartAfterKillAsync();
        next.Addresses.Set(StorageServer.Function, function.Address);

        Assert.Equal((string)made["generation"]!, (await function.NextAsync()).Id);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task KilledBetweenObjectAndEvent_IsSettledByWhetherTheObjectIsThere(bool committed)
    {
        await Server.UploadAsync("x");
        var ready = OutboxFiles(Server).Single();
        File.Move(ready, Path.ChangeExtension(ready, ".prepared"));
        if (!committed)
        {
            var objects = Path.Combine(Server.Folder, "storage", "buckets", "uploads", "objects");
            File.Delete(Directory.EnumerateFiles(objects, "*~meta.json").Single());
        }

        await using var next = await Server.StartAfterKillAsync();

        Assert.Equal(committed ? 1 : 0, OutboxFiles(next).Count);
        Assert.All(OutboxFiles(next), file => Assert.EndsWith(".json", file, StringComparison.Ordinal));
    }

    [Fact]
    public async Task OlderThanTheRetention_IsGivenUpAndSaidSo()
    {
        await Server.UploadAsync("x");
        await Server.Clock.WaitForTimerAsync(TimeSpan.FromDays(7));

        Server.Clock.Advance(TimeSpan.FromDays(7));

        var entry = await WaitForFeedAsync(FeedKind.DeliveryFailed);
        Assert.Equal("The event for gs://uploads/x was given up after 7 days.", entry.Summary);
        Assert.Empty(OutboxFiles(Server));
    }

    [Fact]
    public async Task Chaos_StrikesStorageEventsToo()
    {
        var killed = new ConcurrentQueue<string>();
        await using var server = await StorageServer.StartAsync(change: options => options with
        {
            Chaos = ChaosOptions.None with { Duplicate = 1, Crash = 1 },
            Kill = killed.Enqueue,
        });
        await using var function = await FakeFunction.StartAsync();
        server.Addresses.Set(StorageServer.Function, function.Address);

        await server.UploadAsync("x");

        Assert.Equal((await function.NextAsync()).Id, (await function.NextAsync()).Id);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await server.Feed.FollowAsync(0, patience.Token).FirstAsync(entry => entry.Kind == FeedKind.Delivered);
        Assert.Equal(StorageServer.Function, Assert.Single(killed));
    }

    [Fact]
    public async Task WritesAndDeletions_AreInTheFeed()
    {
        await Server.UploadAsync("x");
        await Server.SendAsync(HttpMethod.Delete, StorageServer.ObjectPath("x"), HttpStatusCode.NoContent);

        var written = await WaitForFeedAsync(FeedKind.ObjectWritten);
        var deleted = await WaitForFeedAsync(FeedKind.ObjectDeleted);

        Assert.Equal("gs://uploads", written.Place);
        Assert.Equal("x was written: 5 bytes of text/plain; charset=utf-8.", written.Summary);
        Assert.Equal("x was deleted.", deleted.Summary);
    }

    private async Task<FakeFunction> StartFunctionAsync(params int[] answers)
    {
        var function = await FakeFunction.StartAsync(answers);
        Server.Addresses.Set(StorageServer.Function, function.Address);
        return function;
    }

    private Task<FeedEntry> WaitForFeedAsync(FeedKind kind, int count = 1) => Server.Feed.WaitForAsync(kind, count);

    private static List<string> OutboxFiles(StorageServer server) =>
        [.. Directory.EnumerateFiles(Path.Combine(server.Folder, "eventarc", StorageServer.Function))];
}
