using Shop.Topology;

namespace Shop.Gcloud.Planning;

/// <summary>Which function gets which topic, how patiently, and what happens to what nobody can handle.</summary>
internal static class SubscriptionSteps
{
    // One line says all that the suite sets of a subscription, so that one list tells which of them differ.
    private const string Fields =
        "name.basename(),topic.basename(),pushConfig.pushEndpoint,pushConfig.oidcToken.serviceAccountEmail,"
        + "pushConfig.oidcToken.audience,pushConfig.noWrapper.writeMetadata,ackDeadlineSeconds,"
        + "retryPolicy.minimumBackoff,retryPolicy.maximumBackoff,deadLetterPolicy.deadLetterTopic.basename(),"
        + "deadLetterPolicy.maxDeliveryAttempts,messageRetentionDuration,expirationPolicy.ttl";

    public static void Subscriptions(Script script, Deployment deployment)
    {
        script.Step(
            "Subscriptions",
            "This needs roles/pubsub.admin, and roles/iam.serviceAccountUser on the account that Pub/Sub calls as.");
        ListSubscriptions(script);
        script.Line("""
            subscription() { # NAME TOPIC, and what it shall be like
              local name=$1 topic=$2
              shift 2
              if grep -q "^$name|" <<<"$subscriptions"; then
                gcloud pubsub subscriptions update "$name" "$@"
              else
                gcloud pubsub subscriptions create "$name" --topic="$topic" "$@"
              fi
            }
            """);
        foreach (var subscription in deployment.Subscriptions)
        {
            Ensure(script, subscription, deployment);
        }
    }

    /// <summary>
    /// Eventarc gives the subscription of a trigger a day, no dead letters and no backoff, and offers no options.
    /// </summary>
    public static void Triggers(Script script, Deployment deployment)
    {
        script.Step("Subscriptions of triggers", "This needs roles/eventarc.viewer and roles/pubsub.admin.");
        ListSubscriptions(script);
        foreach (var function in deployment.Functions)
        {
            if (function.Trigger is { } trigger)
            {
                Tune(script, function, trigger);
            }
        }
    }

    private static void ListSubscriptions(Script script) => script.Line(
        $"subscriptions=$(gcloud pubsub subscriptions list \\\n    --format='value[separator=\"|\"]({Fields})')");

    private static void Ensure(Script script, SubscriptionSpec subscription, Deployment deployment)
    {
        var delivery = Delivery.Of(subscription);
        script.Line($"url=$(of \"$addresses\" {ResourceNames.Function(subscription.Function)})");
        script.Line($"has \"$subscriptions\" \"{string.Join('|',
        [
            subscription.Name, subscription.Topic, "$url", deployment.PushAccount, "$url",
            subscription.Wrapped ? "" : "True", .. delivery.Fields,
        ])}\" ||");
        script.Line("  " + Bash.Written(
        [
            "subscription", subscription.Name, subscription.Topic,
            "--push-endpoint=\"$url\"", $"--push-auth-service-account={deployment.PushAccount}",
            "--push-auth-token-audience=\"$url\"",
            .. subscription.Wrapped ? (string[])[] : ["--push-no-wrapper", "--push-no-wrapper-write-metadata"],
            .. delivery.Options,
        ]));
    }

    private static void Tune(Script script, FunctionSpec function, StorageTrigger trigger)
    {
        var name = ResourceNames.Function(function.Name);
        var delivery = Delivery.Of(trigger);
        script.Line($"trigger=$(gcloud functions describe {name} --gen2 --region=\"$region\" --format='value(eventTrigger.trigger)')");
        script.Line("name=$(gcloud eventarc triggers describe \"$trigger\" --format='value(transport.pubsub.subscription.basename())')");
        script.Line($"grep -q \"^$name|.*|{string.Join('|', delivery.Fields)}$\" <<<\"$subscriptions\" ||");
        script.Line("  " + Bash.Written(["gcloud", "pubsub", "subscriptions", "update", "\"$name\"", .. delivery.Options]));
    }
}
