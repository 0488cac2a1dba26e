using System.Text.Json.Nodes;

namespace Shop.Gcloud.Tests.ControlPlane;

/// <summary>What the stub refuses, so that a deployment that passes here was asked for as the real services want it.</summary>
public sealed class StubTests : IAsyncLifetime
{
    private const string Topics = "/pubsub.googleapis.com/v1/projects/shop-test/topics";
    private const string Subscriptions = "/pubsub.googleapis.com/v1/projects/shop-test/subscriptions";
    private StubCloud _cloud = null!;
    private StubClient _client = null!;

    public async Task InitializeAsync()
    {
        _cloud = await StubCloud.StartAsync();
        _client = new StubClient(_cloud);
        await _client.PrepareAsync(["pubsub", "iam", "secretmanager", "firestore"], "pusher");
        await _client.PutAsync(Topics + "/orders", []);
        _cloud.Requests.Clear();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _cloud.DisposeAsync();
    }

    [Fact]
    public async Task WriteOfWhatIsAlreadySo_IsRecordedAndChangesNothing()
    {
        var body = new JsonObject
        {
            ["subscription"] = new JsonObject { ["ackDeadlineSeconds"] = 20 }, ["updateMask"] = "ackDeadlineSeconds",
        };
        await _client.PutAsync(Subscriptions + "/push", new() { ["topic"] = "projects/shop-test/topics/orders" });

        await _client.PatchAsync(Subscriptions + "/push", body);
        await _client.PatchAsync(Subscriptions + "/push", body);
        await _client.GetAsync(Subscriptions + "/push");

        Assert.Equal([true, true, false, false], _cloud.Requests.All.Select(request => request.Changed));
        Assert.Equal(3, _cloud.Requests.Writes.Count);
    }

    [Fact]
    public async Task UpdateMask_LeavesWhatItDoesNotName()
    {
        await _client.PutAsync(Subscriptions + "/push", new()
        {
            ["topic"] = "projects/shop-test/topics/orders",
            ["ackDeadlineSeconds"] = 20,
            ["labels"] = new JsonObject { ["a"] = "b" },
        });

        var after = await _client.PatchAsync(Subscriptions + "/push", new()
        {
            ["subscription"] = new JsonObject { ["ackDeadlineSeconds"] = 30 }, ["updateMask"] = "labels",
        });

        Assert.Equal(20, after["ackDeadlineSeconds"]!.GetValue<int>());
        Assert.Null(after["labels"]);
    }

    [Theory]
    [InlineData("""{"topic": "projects/shop-test/topics/orders", "ackDeadline": 20}""", "INVALID_ARGUMENT")]
    [InlineData("""{"topic": "projects/shop-test/topics/none"}""", "NOT_FOUND")]
    [InlineData("""{"topic": "projects/shop-test/topics/orders", "ackDeadlineSeconds": 5}""", "INVALID_ARGUMENT")]
    [InlineData("""
        {"topic": "projects/shop-test/topics/orders", "deadLetterPolicy": {"deadLetterTopic": "projects/shop-test/topics/x"}}
        """, "NOT_FOUND")]
    [InlineData("""
        {"topic": "projects/shop-test/topics/orders", "pushConfig": {"pushEndpoint": "https://a.example",
         "oidcToken": {"serviceAccountEmail": "nobody@shop-test.iam.gserviceaccount.com"}}}
        """, "NOT_FOUND")]
    [InlineData("""
        {"topic": "projects/shop-test/topics/orders", "pushConfig": {"pushEndpoint": "http://a.example"}}
        """, "INVALID_ARGUMENT")]
    [InlineData("""
        {"topic": "projects/shop-test/topics/orders", "retryPolicy": {"minimumBackoff": "60s", "maximumBackoff": "9s"}}
        """, "INVALID_ARGUMENT")]
    public async Task WrongSubscription_IsRefused(string body, string status)
    {
        var answer = await _client.PutAsync(Subscriptions + "/push", JsonNode.Parse(body)!.AsObject());

        Assert.Equal(status, (string?)answer["error"]?["status"]);
        Assert.Empty(_cloud.Requests.Changes);
    }

    [Fact]
    public async Task SecondCreate_IsRefused() =>
        Assert.Equal("ALREADY_EXISTS", (string?)(await _client.PutAsync(Topics + "/orders", []))["error"]!["status"]);

    [Fact]
    public async Task UnknownQueryParameter_IsRefused() =>
        Assert.Equal(400, (int?)(await _client.GetAsync(Topics + "?page_size=3&pagesize=3"))["error"]?["code"]);

    [Fact]
    public async Task ApiThatIsNotEnabled_IsForbidden()
    {
        var answer = await _client.GetAsync("/eventarc.googleapis.com/v1/projects/shop-test/locations/europe-west1/triggers");

        Assert.Equal("SERVICE_DISABLED", (string?)answer["error"]?["details"]?[0]?["reason"]);
    }

    [Fact]
    public async Task AnotherProject_IsForbidden() =>
        Assert.Equal("PERMISSION_DENIED", (string?)(await _client.GetAsync(
            "/pubsub.googleapis.com/v1/projects/other/topics"))["error"]?["status"]);

    [Fact]
    public async Task LongList_ComesInPages()
    {
        for (var number = 0; number < StubCloud.PageSizeMax; number++)
            _cloud.State.Put(Apis.PubSub.TopicName(_cloud.State, $"topic-{number:D3}"), new() { ["name"] = $"{number}" });

        var first = await _client.GetAsync(Topics + "?pageSize=1000");
        var second = await _client.GetAsync($"{Topics}?pageToken={first["nextPageToken"]}");

        Assert.Equal(StubCloud.PageSizeMax, first["topics"]!.AsArray().Count);
        Assert.Single(second["topics"]!.AsArray());
        Assert.Null(second["nextPageToken"]);
    }
}
