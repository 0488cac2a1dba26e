using System.Text.Json.Nodes;
using Shop.Gcloud.Checking;
using Shop.Gcloud.Tests.ControlPlane;
using Shop.Gcloud.Tests.Deployed;

namespace Shop.Gcloud.Tests.Checking;

/// <summary>A deployed project, and what can be wrong with one.</summary>
public sealed class PlantedFaults
{
    private const string Pubsub = "//pubsub.googleapis.com/projects/shop-test/";
    private const string Functions = "//cloudfunctions.googleapis.com/projects/shop-test/locations/europe-west1/functions/";
    private const string Services = "//run.googleapis.com/projects/shop-test/locations/europe-west1/services/";
    private const string Project = "//cloudresourcemanager.googleapis.com/projects/shop-test";
    private const string Account = "@shop-test.iam.gserviceaccount.com";

    /// <summary>What is done to the project, and what of it must be said.</summary>
    private static readonly (string Said, Action<CloudState> Plant)[] _faults =
    [
        ("API monitoring.googleapis.com: is not enabled", state => state.Remove(
            "//serviceusage.googleapis.com/projects/shop-test/services/monitoring.googleapis.com")),
        ("service account shop-views" + Account + ": is not there", state => state.Remove(
            "//iam.googleapis.com/projects/shop-test/serviceAccounts/shop-views" + Account)),
        ("Cloud Storage cannot announce uploads", state => state.Revoke(
            Project, "roles/pubsub.publisher", $"serviceAccount:service-{state.Number}@gs-project-accounts.iam.gserviceaccount.com")),
        ("topic dead-letters: serviceAccount:service-", state => state.Revoke(
            Pubsub + "topics/dead-letters", "roles/pubsub.publisher",
            $"serviceAccount:service-{state.Number}@gcp-sa-pubsub.iam.gserviceaccount.com")),
        ("Pub/Sub cannot move what nobody can handle", state => state.Revoke(
            Project, "roles/pubsub.subscriber", $"serviceAccount:service-{state.Number}@gcp-sa-pubsub.iam.gserviceaccount.com")),
        ("function views: serviceAccount:shop-push" + Account + " lacks roles/run.invoker", state => state.Revoke(
            Services + "views", "roles/run.invoker", "serviceAccount:shop-push" + Account)),
        ("Eventarc delivers no announcement", state => state.Revoke(
            Project, "roles/eventarc.eventReceiver", "serviceAccount:shop-trigger" + Account)),
        ("has no dead letters", state => state.Edit(
            Pubsub + "subscriptions/orders-to-views", found => found.Remove("deadLetterPolicy"))),
        ("subscription orders-to-orders: ackDeadlineSeconds is 10, and its function may take 60 s", state => state.Edit(
            Pubsub + "subscriptions/orders-to-orders", found => found["ackDeadlineSeconds"] = 10)),
        ("function orders: maxInstanceRequestConcurrency is 1", state => state.Edit(
            Functions + "orders", found => found["serviceConfig"]!["maxInstanceRequestConcurrency"] = 1)),
        ("subscription orders-to-inventory: keeps messages for 31 days", state => state.Edit(
            Pubsub + "subscriptions/orders-to-inventory", found => found["messageRetentionDuration"] = "2678400s")),
        ("bucket shop-test-variants: is public: allUsers", state => state.Grant(
            "//storage.googleapis.com/projects/_/buckets/shop-test-variants", "roles/storage.objectViewer", "allUsers")),
        ("function api: AUTH_MODE is none", state => state.Edit(
            Functions + "api", found => found["serviceConfig"]!["environmentVariables"]!["AUTH_MODE"] = "none")),
        ("function inventory: maxInstanceCount is 500", state => state.Edit(
            Functions + "inventory", found => found["serviceConfig"]!["maxInstanceCount"] = 500)),
        ("function views: allUsers may call it", state => state.Grant(Services + "views", "roles/run.invoker", "allUsers")),
        ("subscription images-to-views: has the filter", state => state.Edit(
            Pubsub + "subscriptions/images-to-views", found => found["filter"] = "attributes:x")),
        ("subscription notifications-to-views: expires when idle", state => state.Edit(
            Pubsub + "subscriptions/notifications-to-views", found => found["expirationPolicy"] = new JsonObject { ["ttl"] = "2678400s" })),
        ("secret webhook-secrets: has no value", state =>
        {
            foreach (var (name, _) in state.Under("//secretmanager.googleapis.com/projects/shop-test/secrets/webhook-secrets/versions/"))
            {
                state.Edit(name, version => version["state"] = "DISABLED");
            }
        }),
        ("alert dead-letters: is not there", state => state.Remove(state
            .Under("//monitoring.googleapis.com/").Single(each => (string?)each.Value["displayName"] == "Shop: dead-letters").Key)),
        ("trigger of image-processor", state => state.Edit(
            "//pubsub.googleapis.com/" + (string)state.Under("//eventarc.googleapis.com/").Single()
                .Value["transport"]!["pubsub"]!["subscription"]!, found => found.Remove("deadLetterPolicy"))),
    ];

    public static TheoryData<string> Faults => [.. _faults.Select(fault => fault.Said)];

    [SkippableFact]
    public async Task DeployedProject_HasNoFault()
    {
        await using var cloud = await (await DeployedSuite.Async).CopyAsync();

        Assert.Empty(await FindAsync(cloud));
    }

    [SkippableTheory, MemberData(nameof(Faults))]
    public async Task OneFault_IsTheOneFinding(string said)
    {
        await using var cloud = await (await DeployedSuite.Async).CopyAsync();
        _faults.Single(fault => fault.Said == said).Plant(cloud.State);

        Assert.Contains(said, Assert.Single(await FindAsync(cloud)).ToString(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task AllFaultsAtOnce_AreAsManyFindings()
    {
        await using var cloud = await (await DeployedSuite.Async).CopyAsync();
        // Without its API nothing can be said of alerts.
        var planted = _faults.Where(fault => !fault.Said.StartsWith("alert ", StringComparison.Ordinal)).ToList();
        planted.ForEach(fault => fault.Plant(cloud.State));

        var findings = await FindAsync(cloud);

        Assert.All(planted, fault => Assert.Contains(
            findings, finding => finding.ToString().Contains(fault.Said, StringComparison.Ordinal)));
        Assert.Equal(planted.Count, findings.Count);
    }

    [SkippableFact]
    public async Task WhatCannotBeRead_IsSaidAndNotTakenForAbsent()
    {
        await using var cloud = await (await DeployedSuite.Async).CopyAsync();

        var findings = await FindAsync(cloud, pubSub: "somewhere-else");

        Assert.All(findings, finding => Assert.StartsWith("could not be read: 403", finding.Fault, StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.Subject == "pubsub.googleapis.com/v1/projects/shop-test/topics/orders");
    }

    private static async Task<IReadOnlyList<Finding>> FindAsync(StubCloud cloud, string pubSub = "pubsub")
    {
        using var access = new CloudAccess(GcloudProcess.Token, name => name switch
        {
            "CLOUDSDK_PROXY_ADDRESS" => cloud.Address.Host,
            "CLOUDSDK_PROXY_PORT" => $"{cloud.Address.Port}",
            "CLOUDSDK_API_ENDPOINT_OVERRIDES_PUBSUB" => $"http://{pubSub}.googleapis.com/",
            _ when name.StartsWith("CLOUDSDK_API_ENDPOINT_OVERRIDES_", StringComparison.Ordinal) =>
                $"http://{name.Split('_')[^1].ToLowerInvariant()}.googleapis.com/",
            _ => null,
        });
        return await Preflight.FindAsync(new LiveProject(access, DeployedSuite.Project), DeployedSuite.Deployment);
    }
}
