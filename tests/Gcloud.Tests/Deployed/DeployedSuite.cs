using Shop.Gcloud.Planning;
using Shop.Gcloud.Tests.ControlPlane;
using Shop.Topology;

namespace Shop.Gcloud.Tests.Deployed;

/// <summary>
/// The suite as the real gcloud deploys it to the stub by the planned script: once for all tests, as each of its
/// commands takes a second.
/// </summary>
internal sealed class DeployedSuite
{
    public const string Region = "europe-west1";

    public const string Project = "shop-test";

    private static readonly Lazy<Task<DeployedSuite>> _deployed = new(DeployAsync);

    private DeployedSuite()
    {
    }

    public static Deployment Deployment { get; } = Describe(Repository.Topology);

    public required StubCloud Cloud { get; init; }

    /// <summary>The run that found a secret without a value.</summary>
    public required ProcessOutcome First { get; init; }

    /// <summary>The run that deployed everything.</summary>
    public required ProcessOutcome Second { get; init; }

    /// <summary>What was asked of Google while the script ran once more.</summary>
    public required IReadOnlyList<RecordedRequest> Third { get; init; }

    /// <summary>Skips the test where gcloud is not installed.</summary>
    public static Task<DeployedSuite> Async => _deployed.Value;

    public static Deployment Describe(SuiteTopology topology) => new(
        topology,
        ResourceNames.Deployed(Project) with
        {
            Parameters = new Dictionary<string, string>
            {
                ["authAudience"] = "shop.apps.example",
                ["operators"] = "anna,bert",
                ["notificationChannel"] = $"projects/{Project}/notificationChannels/1",
            },
        },
        Region, topology.Functions, Repository.Root);

    /// <summary>The same project once more, for a test that changes something in it.</summary>
    public async Task<StubCloud> CopyAsync()
    {
        var copy = await StubCloud.StartAsync(Project, Cloud.State.Number);
        foreach (var (name, resource) in Cloud.State.Under(""))
        {
            copy.State.Put(name, resource);
            copy.State.SetPolicy(name, Cloud.State.Policy(name));
        }
        return copy;
    }

    private static async Task<DeployedSuite> DeployAsync()
    {
        var cloud = await StubCloud.StartAsync(Project);
        using var gcloud = new GcloudProcess(cloud);
        var script = $"cd '{Repository.Root}'\n{Plan.Of(Deployment)}";
        var first = await gcloud.BashAsync(script);
        Assert.True(cloud.State.Has($"//secretmanager.googleapis.com/projects/{Project}/secrets/webhook-secrets"),
            first.Output + first.Errors);
        (await gcloud.BashAsync("printf whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw | "
            + "gcloud secrets versions add webhook-secrets --data-file=-")).Succeeded();
        var second = (await gcloud.BashAsync(script)).Succeeded();
        var before = cloud.Requests.All.Count;
        (await gcloud.BashAsync(script)).Succeeded();
        return new DeployedSuite
        {
            Cloud = cloud,
            First = first,
            Second = second,
            Third = [.. cloud.Requests.All.Skip(before)],
        };
    }
}
