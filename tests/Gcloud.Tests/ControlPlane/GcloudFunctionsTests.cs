using System.IO.Compression;
using System.Text.Json.Nodes;
using Shop.Gcloud.Tests.ControlPlane.Apis;

namespace Shop.Gcloud.Tests.ControlPlane;

/// <summary>Functions, the services and triggers behind them, through the real gcloud.</summary>
public sealed class GcloudFunctionsTests
{
    private const string Common = "--gen2 --region=europe-west1 --runtime=dotnet10 --source=source --service-account=$RUNNER "
        + "--build-service-account=projects/shop-test/serviceAccounts/$BUILDER --format=none ";

    [SkippableFact]
    public async Task HttpFunction_IsDeployedAndDeleted()
    {
        await using var prepared = await StartAsync();
        prepared.Gcloud.Variables["FLAGS"] += "--entry-point=Shop.Orders.Function --trigger-http --no-allow-unauthenticated "
            + "--set-build-env-vars=GOOGLE_BUILDABLE=functions/Orders --set-env-vars=A=1,B=projects/p/topics/t "
            + "--set-secrets=KEY=key:latest --memory=512Mi --cpu=1 --concurrency=80 --timeout=60s --min-instances=0 "
            + "--max-instances=10 --ingress-settings=internal-only --update-labels=app=shop";

        await prepared.HoldsAsync("""
            $ gcloud functions deploy orders $FLAGS
            * PUT storage/gcf-v2-uploads-123456789012.europe-west1.cloudfunctions.appspot.com/N.zip
            * POST cloudfunctions/v2/projects/shop-test/locations/europe-west1/functions
            $ gcloud functions describe orders --gen2 --region=europe-west1 --format='value(serviceConfig.uri)'
            | https://orders-123456789012.europe-west1.run.app
            $ gcloud run services add-iam-policy-binding orders --region=europe-west1 --member=serviceAccount:$RUNNER --role=roles/run.invoker --format=none
            * POST run/v1/projects/shop-test/locations/europe-west1/services/orders:setIamPolicy
            $ gcloud functions list --v2 --regions=europe-west1 --format='value(name)'
            | orders
            """);

        var state = prepared.Cloud.State;
        var function = state.Get(Apis.Functions.Name(state, "europe-west1", "orders"));
        Assert.Equal("ACTIVE", (string?)function["state"]);
        Assert.Equal("functions/Orders", (string?)function["buildConfig"]!["environmentVariables"]!["GOOGLE_BUILDABLE"]);
        Assert.Equal("key", (string?)function["serviceConfig"]!["secretEnvironmentVariables"]![0]!["secret"]);
        Assert.Equal(["functions/Orders/Orders.csproj"], FilesOf(state, function));
        await prepared.HoldsAsync("""
            $ gcloud functions delete orders --gen2 --region=europe-west1
            * DELETE cloudfunctions/v2/projects/shop-test/locations/europe-west1/functions/orders
            """);
        Assert.False(state.Has(CloudRun.Name(state, "europe-west1", "orders")));
    }

    [SkippableFact]
    public async Task EventFunction_GetsATriggerThatSurvivesARedeploy()
    {
        await using var prepared = await StartAsync();
        await File.WriteAllTextAsync(Path.Combine(prepared.Gcloud.Folder, "env.yaml"), "A: '1,2'\n");
        prepared.Gcloud.Variables["FLAGS"] += "--entry-point=Shop.Images.Function --env-vars-file=env.yaml --retry "
            + "--trigger-event-filters=type=google.cloud.storage.object.v1.finalized --trigger-location=europe-west1 "
            + "--trigger-event-filters=bucket=shop-test-uploads --trigger-service-account=$RUNNER";
        prepared.Gcloud.Variables["FLAGS"] = Expand(prepared, prepared.Gcloud.Variables["FLAGS"]);

        (await prepared.Gcloud.BashAsync("gcloud functions deploy images $FLAGS")).Succeeded();
        var state = prepared.Cloud.State;
        var trigger = Assert.Single(state.Under("//eventarc.googleapis.com/")).Value;
        var subscription = $"//pubsub.googleapis.com/{trigger["transport"]!["pubsub"]!["subscription"]}";
        state.Edit(subscription, tuned => tuned["messageRetentionDuration"] = "604800s");
        await prepared.HoldsAsync($"""
            $ gcloud functions deploy images $FLAGS
            * PUT storage/gcf-v2-uploads-123456789012.europe-west1.cloudfunctions.appspot.com/N.zip
            * PATCH cloudfunctions/v2/projects/shop-test/locations/europe-west1/functions/images
            $ gcloud functions describe images --gen2 --region=europe-west1 --format='value(eventTrigger.trigger)'
            | {trigger["name"]}
            $ gcloud eventarc triggers describe {trigger["name"]} --format='value(transport.pubsub.subscription)'
            | {trigger["transport"]!["pubsub"]!["subscription"]}
            """);

        Assert.Equal("604800s", (string?)state.Get(subscription)["messageRetentionDuration"]);
        var function = state.Get(Apis.Functions.Name(state, "europe-west1", "images"));
        Assert.Equal("RETRY_POLICY_RETRY", (string?)function["eventTrigger"]!["retryPolicy"]);
        Assert.Equal("1,2", (string?)function["serviceConfig"]!["environmentVariables"]!["A"]);
    }

    private static async Task<PreparedCloud> StartAsync()
    {
        var prepared = await PreparedCloud.StartAsync();
        var source = Directory.CreateDirectory(Path.Combine(prepared.Gcloud.Folder, "source/functions/Orders"));
        await File.WriteAllTextAsync(Path.Combine(source.FullName, "Orders.csproj"), "<Project/>");
        prepared.Gcloud.Variables["FLAGS"] = Expand(prepared, Common);
        return prepared;
    }

    // bash does not look for variables in what a variable holds.
    private static string Expand(PreparedCloud prepared, string flags) => flags
        .Replace("$RUNNER", prepared.Gcloud.Variables["RUNNER"], StringComparison.Ordinal)
        .Replace("$BUILDER", prepared.Gcloud.Variables["BUILDER"], StringComparison.Ordinal);

    private static IEnumerable<string> FilesOf(CloudState state, JsonObject function)
    {
        var source = function["buildConfig"]!["source"]!["storageSource"]!;
        var content = state.Contents[StoredObjects.Name((string)source["bucket"]!, (string)source["object"]!)];
        using var archive = new ZipArchive(new MemoryStream(content));
        return [.. archive.Entries.Select(entry => entry.FullName).Where(name => !name.EndsWith('/'))];
    }
}
