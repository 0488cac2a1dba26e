using Shop.Gcloud.Planning;
using Shop.Gcloud.Tests.ControlPlane;

namespace Shop.Gcloud.Tests.Deployed;

/// <summary>What <c>destroy</c> deletes, and what it leaves.</summary>
public sealed class TakenAway
{
    [SkippableFact]
    public async Task WithData_LeavesNothingOfTheSuite()
    {
        await using var cloud = await (await DeployedSuite.Async).CopyAsync();
        using var gcloud = new GcloudProcess(cloud);

        (await gcloud.BashAsync(Demolition.Of(DeployedSuite.Deployment, deletesData: true))).Succeeded();

        string[] kinds =
        [
            "//cloudfunctions.googleapis.com/projects/shop-test/", "//pubsub.googleapis.com/projects/shop-test/topics/",
            "//storage.googleapis.com/projects/_/buckets/shop-test-", "//secretmanager.googleapis.com/projects/shop-test/secrets/",
            "//iam.googleapis.com/projects/shop-test/serviceAccounts/shop-", "//monitoring.googleapis.com/",
        ];
        Assert.All(kinds, kind => Assert.Empty(cloud.State.Under(kind)));
        Assert.False(cloud.State.Has("//firestore.googleapis.com/projects/shop-test/databases/(default)"));
        Assert.DoesNotContain("shop-orders", cloud.State.Policy(
            "//cloudresourcemanager.googleapis.com/projects/shop-test").ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutData_DeletesNothingThatHoldsAny()
    {
        var script = Demolition.Of(DeployedSuite.Deployment, deletesData: false);

        Assert.DoesNotContain("subscriptions delete", script, StringComparison.Ordinal);
        Assert.DoesNotContain("topics delete", script, StringComparison.Ordinal);
        Assert.DoesNotContain("storage rm", script, StringComparison.Ordinal);
        Assert.DoesNotContain("databases", script, StringComparison.Ordinal);
        Assert.DoesNotContain("secrets", script, StringComparison.Ordinal);
        // Nothing pushes to functions that are gone: attempts would run out, and with them the messages.
        Assert.Contains(
            "subscriptions modify-push-config orders-to-orders --push-endpoint=", script, StringComparison.Ordinal);
    }
}
