using Shop.Gcloud.Tests.ControlPlane.Apis;

namespace Shop.Gcloud.Tests.ControlPlane;

/// <summary>Topics and push subscriptions through the real gcloud.</summary>
public sealed class GcloudPubSubTests
{
    /// <summary>Everything that the suite says of a push subscription.</summary>
    internal const string Flags =
        "--push-endpoint=https://orders.run.app/ --push-auth-service-account=$RUNNER "
        + "--push-auth-token-audience=https://orders.run.app --push-no-wrapper --push-no-wrapper-write-metadata "
        + "--ack-deadline=120 --min-retry-delay=10s --max-retry-delay=600s --dead-letter-topic=dead-letters "
        + "--max-delivery-attempts=100 --message-retention-duration=7d --expiration-period=never";

    [SkippableFact]
    public async Task TopicsAndSubscriptions_AreMadeChangedAndDeleted()
    {
        await using var prepared = await PreparedCloud.StartAsync();
        prepared.Gcloud.Variables["FLAGS"] = Flags.Replace(
            "$RUNNER", prepared.Gcloud.Variables["RUNNER"], StringComparison.Ordinal);

        await prepared.HoldsAsync("""
            $ gcloud pubsub topics create orders dead-letters
            * PUT pubsub/v1/projects/shop-test/topics/orders
            * PUT pubsub/v1/projects/shop-test/topics/dead-letters
            $ gcloud pubsub topics list --format='value(name.basename())'
            | dead-letters
            | orders
            $ gcloud pubsub topics add-iam-policy-binding dead-letters --member=serviceAccount:$PUBSUB --role=roles/pubsub.publisher --format=none
            * POST pubsub/v1/projects/shop-test/topics/dead-letters:setIamPolicy
            $ gcloud pubsub subscriptions create push --topic=orders $FLAGS
            * PUT pubsub/v1/projects/shop-test/subscriptions/push
            $ gcloud pubsub subscriptions update push $FLAGS
            = PATCH pubsub/v1/projects/shop-test/subscriptions/push
            $ gcloud pubsub subscriptions add-iam-policy-binding push --member=serviceAccount:$PUBSUB --role=roles/pubsub.subscriber --format=none
            * POST pubsub/v1/projects/shop-test/subscriptions/push:setIamPolicy
            $ gcloud pubsub topics delete orders
            * DELETE pubsub/v1/projects/shop-test/topics/orders
            $ gcloud pubsub subscriptions list --format='value(topic)'
            | _deleted-topic_
            """);

        var subscription = prepared.Cloud.State.Get(PubSub.SubscriptionName(prepared.Cloud.State, "push"));
        var push = subscription["pushConfig"]!;
        Assert.Equal("https://orders.run.app", (string?)push["oidcToken"]!["audience"]);
        Assert.True((bool?)push["noWrapper"]!["writeMetadata"]);
        Assert.Empty(subscription["expirationPolicy"]!.AsObject());
        Assert.Equal("604800s", (string?)subscription["messageRetentionDuration"]);
        // The trap in it: one flag about pushing replaces all that was said about pushing.
        await prepared.HoldsAsync("""
            $ gcloud pubsub subscriptions update push --push-endpoint=https://other.run.app/
            * PATCH pubsub/v1/projects/shop-test/subscriptions/push
            """);
        push = prepared.Cloud.State.Get(PubSub.SubscriptionName(prepared.Cloud.State, "push"))["pushConfig"]!;
        Assert.Null(push["oidcToken"]);
        Assert.Null(push["noWrapper"]);
    }
}
