using System.Text.Json.Nodes;
using Shop.Gcloud.Tests.ControlPlane.Apis;

namespace Shop.Gcloud.Tests.ControlPlane;

/// <summary>A stub with everything that a deployment of a function needs around it, and gcloud pointed at it.</summary>
internal sealed class PreparedCloud : IAsyncDisposable
{
    private static readonly string[] _services =
    [
        "artifactregistry", "cloudbuild", "cloudfunctions", "eventarc", "firestore", "iam", "pubsub", "run",
        "secretmanager",
    ];

    private PreparedCloud(StubCloud cloud, GcloudProcess gcloud) => (Cloud, Gcloud) = (cloud, gcloud);

    public StubCloud Cloud { get; }

    public GcloudProcess Gcloud { get; }

    /// <summary>Accounts <c>$RUNNER</c> and <c>$BUILDER</c>, Google's own <c>$PUBSUB</c>, a bucket and a secret.</summary>
    public static async Task<PreparedCloud> StartAsync()
    {
        var cloud = await StubCloud.StartAsync();
        await FillAsync(cloud);
        var gcloud = new GcloudProcess(cloud);
        gcloud.Variables["RUNNER"] = Account(cloud.State, "runner");
        gcloud.Variables["BUILDER"] = Account(cloud.State, "builder");
        gcloud.Variables["PUBSUB"] = Members.MakeAgent(cloud.State, PubSub.Service);
        return new PreparedCloud(cloud, gcloud);
    }

    /// <summary>Puts all of that into a stub, without gcloud.</summary>
    public static async Task FillAsync(StubCloud cloud)
    {
        using var client = new StubClient(cloud);
        await client.PrepareAsync(_services, "runner", "builder");
        var state = cloud.State;
        var (runner, builder) = (Account(state, "runner"), Account(state, "builder"));
        var project = Projects.Name(state);
        state.Grant(project, "roles/cloudbuild.builds.builder", "serviceAccount:" + builder);
        state.Grant(project, "roles/eventarc.eventReceiver", "serviceAccount:" + runner);
        state.Grant(project, "roles/pubsub.publisher", "serviceAccount:" + Members.MakeAgent(state, Buckets.Service));
        Members.MakeAgent(state, Eventarc.Service);
        await client.PostAsync("/storage.googleapis.com/storage/v1/b?project=" + state.Project,
            new() { ["name"] = "shop-test-uploads", ["location"] = "europe-west1" });
        const string Secret = "/secretmanager.googleapis.com/v1/projects/shop-test/secrets";
        await client.PostAsync(Secret + "?secretId=key",
            new() { ["replication"] = new JsonObject { ["automatic"] = new JsonObject() } });
        await client.PostAsync(Secret + "/key:addVersion",
            new() { ["payload"] = new JsonObject { ["data"] = "c2VjcmV0" } });
        state.Grant(Secrets.Name(state, "key"), "roles/secretmanager.secretAccessor", "serviceAccount:" + runner);
    }

    public Task HoldsAsync(string transcript) => Transcript.HoldsAsync(Cloud, Gcloud, transcript);

    public async ValueTask DisposeAsync()
    {
        Gcloud.Dispose();
        await Cloud.DisposeAsync();
    }

    private static string Account(CloudState state, string id) => $"{id}@{state.Project}.iam.gserviceaccount.com";
}
