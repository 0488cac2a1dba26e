using System.Text.Json.Nodes;
using Shop.Gcloud.Tests.ControlPlane.Apis;

namespace Shop.Gcloud.Tests.ControlPlane;

/// <summary>Why a function is refused or fails to deploy. Each case takes one thing away from what works.</summary>
public sealed class StubFunctionTests : IAsyncLifetime
{
    private const string Runner = "runner@shop-test.iam.gserviceaccount.com";
    private const string Path = "/cloudfunctions.googleapis.com/v2/projects/shop-test/locations/europe-west1/functions";
    private StubCloud _cloud = null!;
    private StubClient _client = null!;

    public async Task InitializeAsync()
    {
        _cloud = await StubCloud.StartAsync();
        _client = new StubClient(_cloud);
        await PreparedCloud.FillAsync(_cloud);
        StoredObjects.Put(_cloud.State, "uploads", "source.zip", [1], "application/zip");
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _cloud.DisposeAsync();
    }

    [Fact]
    public async Task CompleteFunction_IsDeployedWithItsTrigger()
    {
        var operation = await DeployAsync(Function());

        Assert.Null(operation["error"]);
        var subscription = Assert.Single(_cloud.State.Under(PubSub.SubscriptionName(_cloud.State, ""))).Value;
        Assert.Equal("86400s", (string?)subscription["messageRetentionDuration"]);
        Assert.Null(subscription["deadLetterPolicy"]);
    }

    [Theory]
    [InlineData("buildConfig", "runtime", "\"dotnet11\"")]
    [InlineData("buildConfig", "serviceAccount", "\"projects/shop-test/serviceAccounts/nobody\"")]
    [InlineData("serviceConfig", "maxInstanceRequestConcurrency", "80")]
    [InlineData("serviceConfig", "timeoutSeconds", "541")]
    [InlineData("serviceConfig", "environmentVariables", """{"PORT": "1"}""")]
    [InlineData("serviceConfig", "ingressSettings", "\"ALLOW_SOME\"")]
    [InlineData("serviceConfig", "memory", "\"1Gi\"")]
    public async Task WrongFunction_IsRefused(string part, string field, string value)
    {
        var function = Function();
        function[part]![field] = JsonNode.Parse(value);

        Assert.Equal("INVALID_ARGUMENT", (string?)(await DeployAsync(function))["error"]?["status"]);
        Assert.False(_cloud.State.Has(Apis.Functions.Name(_cloud.State, "europe-west1", "images")));
    }

    [Theory]
    [InlineData("roles/cloudbuild.builds.builder", "builder@shop-test.iam.gserviceaccount.com", "Build failed")]
    [InlineData("roles/eventarc.eventReceiver", Runner, "eventarc.events.receiveEvent")]
    [InlineData("roles/pubsub.publisher", "service-123456789012@gs-project-accounts.iam.gserviceaccount.com",
        "unable to publish")]
    public async Task MissingRight_FailsTheDeployment(string role, string account, string why)
    {
        _cloud.State.Revoke(Projects.Name(_cloud.State), role, "serviceAccount:" + account);

        await FailsAsync(Function(), why);
    }

    [Fact]
    public async Task SecretThatTheAccountMayNotRead_FailsTheDeployment()
    {
        _cloud.State.Revoke(
            Secrets.Name(_cloud.State, "key"), "roles/secretmanager.secretAccessor", "serviceAccount:" + Runner);

        await FailsAsync(Function(), "Permission denied on secret");
    }

    [Fact]
    public async Task TriggerAwayFromItsBucket_FailsTheDeployment()
    {
        var function = Function();
        function["eventTrigger"]!["triggerRegion"] = "us-central1";

        await FailsAsync(function, "must match that of the bucket");
    }

    [Fact]
    public async Task ServiceThatIsNotEnabled_FailsTheDeployment()
    {
        _cloud.State.Edit(EnabledServices.Name(_cloud.State, CloudRun.Service), run => run["state"] = "DISABLED");

        await FailsAsync(Function(), "not enabled");
    }

    private static JsonObject Function() => JsonNode.Parse("""
        {
          "buildConfig": {
            "runtime": "dotnet10", "entryPoint": "Shop.Images.Function",
            "serviceAccount": "projects/shop-test/serviceAccounts/builder@shop-test.iam.gserviceaccount.com",
            "source": {"storageSource": {"bucket": "uploads", "object": "source.zip"}}
          },
          "serviceConfig": {
            "serviceAccountEmail": "runner@shop-test.iam.gserviceaccount.com",
            "secretEnvironmentVariables": [{"key": "KEY", "secret": "key", "version": "latest"}]
          },
          "eventTrigger": {
            "eventType": "google.cloud.storage.object.v1.finalized", "triggerRegion": "europe-west1",
            "eventFilters": [{"attribute": "bucket", "value": "shop-test-uploads"}],
            "serviceAccountEmail": "runner@shop-test.iam.gserviceaccount.com", "retryPolicy": "RETRY_POLICY_RETRY"
          }
        }
        """)!.AsObject();

    private Task<JsonObject> DeployAsync(JsonObject function) =>
        _client.PostAsync(Path + "?functionId=images", function);

    // The service keeps a function that it could not finish, and says so in it.
    private async Task FailsAsync(JsonObject function, string why)
    {
        var operation = await DeployAsync(function);

        Assert.Contains(why, (string?)operation["error"]?["message"], StringComparison.Ordinal);
        Assert.Equal("FAILED", (string?)_cloud.State.Get(Apis.Functions.Name(_cloud.State, "europe-west1", "images"))["state"]);
    }
}
