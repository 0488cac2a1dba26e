using System.Text.Json.Nodes;

namespace Shop.Gcloud.Tests.ControlPlane;

/// <summary>Policies of the stub: only on top of what was read, only for whom there is, only roles that fit.</summary>
public sealed class StubPolicyTests : IAsyncLifetime
{
    private const string Topic = "/pubsub.googleapis.com/v1/projects/shop-test/topics/orders";
    private const string Pusher = "serviceAccount:pusher@shop-test.iam.gserviceaccount.com";
    private StubCloud _cloud = null!;
    private StubClient _client = null!;

    public async Task InitializeAsync()
    {
        _cloud = await StubCloud.StartAsync();
        _client = new StubClient(_cloud);
        await _client.PrepareAsync(["pubsub", "iam"], "pusher");
        await _client.PutAsync(Topic, []);
        _cloud.Requests.Clear();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _cloud.DisposeAsync();
    }

    [Fact]
    public async Task StaleEtag_IsRefused()
    {
        var read = await _client.GetAsync(Topic + ":getIamPolicy");
        await SetAsync("roles/pubsub.publisher", Pusher);

        var answer = await SetAsync("roles/pubsub.subscriber", Pusher, (string?)read["etag"]);

        Assert.Equal("ABORTED", (string?)answer["error"]?["status"]);
        Assert.True(_cloud.State.Grants(Apis.PubSub.TopicName(_cloud.State, "orders"), "roles/pubsub.publisher", Pusher));
    }

    [Theory]
    [InlineData("roles/pubsub.publisher", "serviceAccount:nobody@shop-test.iam.gserviceaccount.com")]
    [InlineData("roles/pubsub.publisher", "serviceAccount:service-123456789012@gcp-sa-pubsub.iam.gserviceaccount.com")]
    [InlineData("roles/pubsub.publisher", "pusher@shop-test.iam.gserviceaccount.com")]
    [InlineData("roles/run.invoker", Pusher)]
    public async Task WrongBinding_IsRefused(string role, string member)
    {
        var answer = await SetAsync(role, member);

        Assert.Equal("INVALID_ARGUMENT", (string?)answer["error"]?["status"]);
        Assert.Empty(_cloud.Requests.Changes);
    }

    [Fact]
    public async Task GooglesOwnAccount_IsThereOnceItWasAskedFor()
    {
        await _client.PostAsync("/serviceusage.googleapis.com/v1beta1/projects/123456789012/services/"
            + "pubsub.googleapis.com:generateServiceIdentity", []);

        var answer = await SetAsync(
            "roles/pubsub.publisher", "serviceAccount:service-123456789012@gcp-sa-pubsub.iam.gserviceaccount.com");

        Assert.Null(answer["error"]);
    }

    [Fact]
    public async Task RecreatedResource_HasNoPolicy()
    {
        await SetAsync("roles/pubsub.publisher", Pusher);

        await _client.DeleteAsync(Topic);
        await _client.PutAsync(Topic, []);

        Assert.Null((await _client.GetAsync(Topic + ":getIamPolicy"))["bindings"]);
    }

    [Fact]
    public async Task PlantedFault_IsWhatIsRead()
    {
        var name = Apis.PubSub.TopicName(_cloud.State, "orders");
        await SetAsync("roles/pubsub.publisher", Pusher);

        _cloud.State.Revoke(name, "roles/pubsub.publisher", Pusher);
        _cloud.State.Edit(name, topic => topic["messageRetentionDuration"] = "600s");

        Assert.False(_cloud.State.Grants(name, "roles/pubsub.publisher", Pusher));
        Assert.Equal("600s", (string?)(await _client.GetAsync(Topic))["messageRetentionDuration"]);
    }

    private Task<JsonObject> SetAsync(string role, string member, string? etag = null) =>
        _client.PostAsync(Topic + ":setIamPolicy", new()
        {
            ["policy"] = new JsonObject
            {
                ["etag"] = etag,
                ["bindings"] = new JsonArray(
                    new JsonObject { ["role"] = role, ["members"] = new JsonArray(member) }),
            },
        });
}
