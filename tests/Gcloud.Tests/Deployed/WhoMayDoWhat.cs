using System.Text.Json.Nodes;

namespace Shop.Gcloud.Tests.Deployed;

/// <summary>Every account has the rights that it needs, written out here, and no other.</summary>
public sealed class WhoMayDoWhat
{
    private const string OfTheProject = "@shop-test.iam.gserviceaccount.com";

    private static readonly Dictionary<string, string[]> _rights = new()
    {
        ["shop-api"] =
        [
            "inventory pubsub.publisher", "orders pubsub.publisher", "shop-test datastore.user",
            "shop-test-uploads storage.objectCreator", "shop-test-variants storage.objectViewer",
        ],
        ["shop-image-processor"] =
        [
            "dead-letters pubsub.publisher", "images pubsub.publisher", "shop-test-uploads storage.objectViewer",
            "shop-test-variants storage.objectUser",
        ],
        ["shop-inventory"] = ["dead-letters pubsub.publisher", "inventory pubsub.publisher", "shop-test datastore.user"],
        ["shop-orders"] = ["dead-letters pubsub.publisher", "orders pubsub.publisher", "shop-test datastore.user"],
        ["shop-notifications"] =
        [
            "dead-letters pubsub.publisher", "notifications pubsub.publisher", "shop-test datastore.user",
            "webhook-retries pubsub.publisher", "webhook-secrets secretmanager.secretAccessor",
        ],
        ["shop-views"] = ["dead-letters pubsub.publisher", "shop-test datastore.user"],
        ["shop-dead-letters"] = ["shop-test-dead-letters storage.objectCreator"],
        ["shop-push"] =
        [
            "dead-letters run.invoker", "inventory run.invoker", "notifications run.invoker", "orders run.invoker",
            "views run.invoker",
        ],
        ["shop-trigger"] = ["image-processor run.invoker", "shop-test eventarc.eventReceiver"],
        ["shop-build"] = ["shop-test cloudbuild.builds.builder"],
    };

    [SkippableFact]
    public async Task EveryAccount_HasItsRightsAndNoOther()
    {
        var granted = (await GrantedAsync()).Where(right => right.Member.EndsWith(OfTheProject, StringComparison.Ordinal))
            .GroupBy(right => right.Member["serviceAccount:".Length..^OfTheProject.Length])
            .ToDictionary(group => group.Key, group => group.Select(right => right.What).Order(StringComparer.Ordinal));

        Assert.Equal(_rights.Keys.Order(), granted.Keys.Order());
        Assert.All(_rights, wanted => Assert.Equal(wanted.Value, granted[wanted.Key]));
    }

    [SkippableFact]
    public async Task Public_IsTheApiAlone()
    {
        var everybody = (await GrantedAsync()).Where(right => right.Member.StartsWith("all", StringComparison.Ordinal));

        Assert.Equal([("allUsers", "api run.invoker")], everybody);
    }

    private static async Task<IReadOnlyList<(string Member, string What)>> GrantedAsync()
    {
        var state = (await DeployedSuite.Async).Cloud.State;
        return
        [
            .. from resource in state.Under("")
               from binding in state.Policy(resource.Key)["bindings"] as JsonArray ?? []
               from member in binding!["members"]!.AsArray()
               select ((string)member!, $"{resource.Key.Split('/')[^1]} {((string)binding["role"]!)["roles/".Length..]}"),
        ];
    }
}
