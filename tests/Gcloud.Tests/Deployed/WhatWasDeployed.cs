using System.Text.Json.Nodes;
using Shop.Gcloud.Tests.ControlPlane;
using Shop.Topology;

namespace Shop.Gcloud.Tests.Deployed;

/// <summary>
/// What lies in the project after the run is what deploy/topology.json says: no less, and no more. Read from the file
/// here once more, and not from the plan.
/// </summary>
public sealed class WhatWasDeployed
{
    private static readonly SuiteTopology _topology = Repository.Topology;

    [SkippableFact]
    public async Task Subscriptions_AreThoseOfTheTopologyToTheLetter()
    {
        var state = (await DeployedSuite.Async).Cloud.State;
        var trigger = TriggerSubscription(state);

        Assert.Equal(
            _topology.Subscriptions.Select(each => each.Name).Append(trigger.Split('/')[^1]).Order(StringComparer.Ordinal),
            state.Under("//pubsub.googleapis.com/projects/shop-test/subscriptions/").Select(each => each.Key.Split('/')[^1]));
        Assert.All(_topology.Subscriptions, wanted =>
        {
            var found = state.Get($"//pubsub.googleapis.com/projects/shop-test/subscriptions/{wanted.Name}");
            var uri = (string?)Function(state, wanted.Function)["serviceConfig"]!["uri"];
            Assert.Equal($"projects/shop-test/topics/{wanted.Topic}", (string?)found["topic"]);
            var push = found["pushConfig"]!;
            Assert.Equal(uri, (string?)push["pushEndpoint"]);
            Assert.Equal(
                ("shop-push@shop-test.iam.gserviceaccount.com", uri),
                ((string?)push["oidcToken"]!["serviceAccountEmail"], (string?)push["oidcToken"]!["audience"]));
            Assert.Equal(wanted.Wrapped ? null : true, (bool?)push["noWrapper"]?["writeMetadata"]);
            AssertDelivery(
                found, wanted.AckDeadlineSeconds, wanted.MinimumBackoffSeconds, wanted.MaximumBackoffSeconds, wanted.DeadLetters);
        });
    }

    [SkippableFact]
    public async Task TriggersOwnSubscription_IsAsPatientAsTheOthers()
    {
        var state = (await DeployedSuite.Async).Cloud.State;
        var wanted = _topology.Functions.Single(each => each.Name == "ImageProcessor").Trigger!;

        AssertDelivery(
            state.Get("//pubsub.googleapis.com/" + TriggerSubscription(state)), wanted.AckDeadlineSeconds,
            wanted.MinimumBackoffSeconds, wanted.MaximumBackoffSeconds, wanted.DeadLetters);
    }

    [SkippableFact]
    public async Task Functions_RunAsTheTopologySays()
    {
        var state = (await DeployedSuite.Async).Cloud.State;

        Assert.Equal(
            _topology.Functions.Count, state.Under("//cloudfunctions.googleapis.com/projects/shop-test/").Count);
        Assert.All(_topology.Functions, wanted =>
        {
            var found = Function(state, wanted.Name);
            var (how, service, build) = (wanted.Deployment!, found["serviceConfig"]!, found["buildConfig"]!);
            Assert.Equal(("dotnet10", wanted.EntryPoint, wanted.Project), (
                (string?)build["runtime"], (string?)build["entryPoint"],
                (string?)build["environmentVariables"]!["GOOGLE_BUILDABLE"]));
            Assert.Equal((how.Memory, how.Cpu, wanted.Concurrency, wanted.TimeoutSeconds), (
                (string?)service["availableMemory"],
                double.Parse((string)service["availableCpu"]!, System.Globalization.CultureInfo.InvariantCulture),
                (int)service["maxInstanceRequestConcurrency"]!, (int)service["timeoutSeconds"]!));
            Assert.Equal((how.MinimumInstances, how.MaximumInstances), (
                (int?)service["minInstanceCount"] ?? 0, (int)service["maxInstanceCount"]!));
            Assert.Equal($"{how.ServiceAccount}@shop-test.iam.gserviceaccount.com", (string?)service["serviceAccountEmail"]);
            Assert.Equal(
                how.Ingress == Ingress.All ? "ALLOW_ALL" : "ALLOW_INTERNAL_ONLY", (string?)service["ingressSettings"]);
        });
    }

    [SkippableFact]
    public async Task Variables_NameTheDeployedResourcesAndHoldNoSecret()
    {
        var state = (await DeployedSuite.Async).Cloud.State;
        var api = Function(state, "Api")["serviceConfig"]!["environmentVariables"]!.AsObject();
        var orders = Function(state, "Orders")["serviceConfig"]!["environmentVariables"]!;
        var notifications = Function(state, "Notifications")["serviceConfig"]!;

        Assert.Equal("shop-test-uploads", (string?)api["UPLOADS_BUCKET"]);
        Assert.Equal(("shop.apps.example", "anna,bert"), ((string?)api["AUTH_AUDIENCE"], (string?)api["OPERATORS"]));
        Assert.False(api.ContainsKey("AUTH_MODE"));
        Assert.Equal(
            "projects/shop-test/subscriptions/orders-to-orders", (string?)orders["UNKNOWN_TYPES_SUBSCRIPTIONS"]);
        Assert.DoesNotContain("whsec_", notifications["environmentVariables"]!.ToJsonString(), StringComparison.Ordinal);
        var secret = Assert.Single(notifications["secretEnvironmentVariables"]!.AsArray())!;
        Assert.Equal(
            ("WEBHOOK_SECRETS", "webhook-secrets", "latest"),
            ((string?)secret["key"], (string?)secret["secret"], (string?)secret["version"]));
    }

    [SkippableFact]
    public async Task Buckets_AreClosedToThePublic()
    {
        var state = (await DeployedSuite.Async).Cloud.State;

        Assert.All(_topology.Buckets, wanted =>
        {
            var found = state.Get($"//storage.googleapis.com/projects/_/buckets/shop-test-{wanted.Name}");
            Assert.Equal("enforced", (string?)found["iamConfiguration"]!["publicAccessPrevention"]);
            Assert.Equal(true, (bool?)found["iamConfiguration"]!["uniformBucketLevelAccess"]!["enabled"]);
            Assert.Equal("EUROPE-WEST1", (string?)found["location"]);
            Assert.Equal($"{wanted.SoftDeleteDays * 86_400}", found["softDeletePolicy"]!["retentionDurationSeconds"]!.ToString());
            Assert.Equal(wanted.DeleteAfterDays, (int?)found["lifecycle"]?["rule"]?[0]?["condition"]?["age"]);
        });
    }

    [SkippableFact]
    public async Task Source_IsSmallAndHoldsWhatTheBuildNeeds()
    {
        var state = (await DeployedSuite.Async).Cloud.State;
        var (_, zip) = Assert.Single(
            state.Contents.Where(each => each.Key.Contains("gcf-v2-uploads", StringComparison.Ordinal)).TakeLast(1));
        using var archive = new System.IO.Compression.ZipArchive(new MemoryStream(zip));
        // gcloud names folders too, also those of which it takes nothing.
        var files = archive.Entries.Select(entry => entry.FullName).Where(name => !name.EndsWith('/')).ToList();

        Assert.Contains("functions/Orders/Orders.csproj", files);
        Assert.Contains("shared/Contracts/Contracts.csproj", files);
        Assert.Contains("Directory.Build.props", files);
        Assert.DoesNotContain(files, file => file.StartsWith("tests/", StringComparison.Ordinal));
        Assert.DoesNotContain(files, file => file.StartsWith("artifacts/", StringComparison.Ordinal));
        Assert.InRange(zip.Length, 1, 5_000_000);
    }

    private static JsonObject Function(CloudState state, string job) => state.Get(
        $"//cloudfunctions.googleapis.com/projects/shop-test/locations/europe-west1/functions/{ResourceNames.Function(job)}");

    private static string TriggerSubscription(CloudState state)
    {
        var trigger = (string)Function(state, "ImageProcessor")["eventTrigger"]!["trigger"]!;
        return (string)state.Get("//eventarc.googleapis.com/" + trigger)["transport"]!["pubsub"]!["subscription"]!;
    }

    private static void AssertDelivery(
        JsonObject found, int ackDeadline, int minimumBackoff, int maximumBackoff, DeadLetterSpec? deadLetters)
    {
        Assert.Equal(ackDeadline, (int)found["ackDeadlineSeconds"]!);
        Assert.Equal(
            ($"{minimumBackoff}s", $"{maximumBackoff}s"),
            ((string?)found["retryPolicy"]!["minimumBackoff"], (string?)found["retryPolicy"]!["maximumBackoff"]));
        Assert.Equal(
            (deadLetters is null ? null : $"projects/shop-test/topics/{deadLetters.Topic}", deadLetters?.AttemptsMax), (
            (string?)found["deadLetterPolicy"]?["deadLetterTopic"], (int?)found["deadLetterPolicy"]?["maxDeliveryAttempts"]));
        Assert.Equal("604800s", (string?)found["messageRetentionDuration"]);
        Assert.Null(found["expirationPolicy"]?["ttl"]);
        Assert.Null(found["filter"]);
    }
}
