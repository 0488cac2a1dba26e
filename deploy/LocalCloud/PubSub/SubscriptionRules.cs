using Google.Cloud.PubSub.V1;
using Google.Protobuf.WellKnownTypes;
using Shop.LocalCloud.PubSub.Push;

namespace Shop.LocalCloud.PubSub;

/// <summary>
/// What Pub/Sub accepts as the settings of a subscription, and what it fills in where they are silent
/// (https://cloud.google.com/pubsub/docs/reference/rest/v1/projects.subscriptions).
/// </summary>
internal static class SubscriptionRules
{
    internal const int AckDeadlineSecondsMin = 10;
    internal const int AckDeadlineSecondsMax = 600;
    internal const int AttemptsMin = 5;
    internal const int AttemptsMax = 100;

    internal static readonly TimeSpan BackoffMax = TimeSpan.FromSeconds(600);
    internal static readonly TimeSpan RetentionMin = TimeSpan.FromMinutes(10);
    internal static readonly TimeSpan RetentionMax = TimeSpan.FromDays(31);
    internal static readonly TimeSpan ExpirationMin = TimeSpan.FromDays(1);

    internal static readonly IReadOnlySet<string> Mutable = new HashSet<string>(StringComparer.Ordinal)
    {
        "push_config", "ack_deadline_seconds", "message_retention_duration", "labels", "expiration_policy",
        "dead_letter_policy", "retry_policy",
    };

    private static readonly Duration s_minimumBackoffDefault =
        Duration.FromTimeSpan(TimeSpan.FromSeconds(10));

    private static readonly Duration s_maximumBackoffDefault = Duration.FromTimeSpan(BackoffMax);
    private static readonly Duration s_retentionDefault = Duration.FromTimeSpan(TimeSpan.FromDays(7));

    /// <returns>A copy in which nothing is left open.</returns>
    internal static Subscription Complete(Subscription given)
    {
        var complete = given.Clone();
        complete.PushConfig ??= new PushConfig();
        complete.MessageRetentionDuration ??= s_retentionDefault;
        if (complete.AckDeadlineSeconds == 0) complete.AckDeadlineSeconds = AckDeadlineSecondsMin;
        if (complete.DeadLetterPolicy is { MaxDeliveryAttempts: 0 } deadLetter)
        {
            deadLetter.MaxDeliveryAttempts = AttemptsMin;
        }
        if (complete.RetryPolicy is { } retry)
        {
            retry.MinimumBackoff ??= s_minimumBackoffDefault;
            retry.MaximumBackoff ??= s_maximumBackoffDefault;
        }
        return complete;
    }

    /// <param name="complete">Settings in which nothing is left open.</param>
    internal static void Check(Subscription complete)
    {
        RefuseWhatIsNotThere(complete);
        if (complete.AckDeadlineSeconds is < AckDeadlineSecondsMin or > AckDeadlineSecondsMax)
        {
            throw Refusal.Invalid(
                $"ack_deadline_seconds must be {AckDeadlineSecondsMin} to {AckDeadlineSecondsMax} seconds.");
        }
        CheckRange(
            "message_retention_duration", complete.MessageRetentionDuration, RetentionMin, RetentionMax);
        if (complete.ExpirationPolicy?.Ttl is { } ttl)
        {
            CheckRange("expiration_policy.ttl", ttl, ExpirationMin, TimeSpan.MaxValue);
        }
        if (complete.RetryPolicy is { } retry)
        {
            CheckRange("minimum_backoff", retry.MinimumBackoff, TimeSpan.Zero, BackoffMax);
            CheckRange(
                "maximum_backoff", retry.MaximumBackoff, retry.MinimumBackoff.ToTimeSpan(), BackoffMax);
        }
        if (complete.DeadLetterPolicy is { } deadLetter)
        {
            Rules.CheckTopic(deadLetter.DeadLetterTopic);
            if (deadLetter.MaxDeliveryAttempts is < AttemptsMin or > AttemptsMax)
            {
                throw Refusal.OutOfRange(
                    $"max_delivery_attempts must be {AttemptsMin} to {AttemptsMax}, not "
                    + $"{deadLetter.MaxDeliveryAttempts}.");
            }
        }
        CheckEndpoint(complete.PushConfig.PushEndpoint);
    }

    private static void CheckEndpoint(string endpoint)
    {
        if (endpoint.Length > 0 && !PushEndpoint.IsValid(endpoint))
        {
            throw Refusal.Invalid(
                $"Unsupported push_endpoint '{endpoint}': it must be an http or https URL, or "
                + $"{PushEndpoint.FunctionScheme}NAME for a function of the suite.");
        }
    }

    private static void CheckRange(string name, Duration given, TimeSpan least, TimeSpan most)
    {
        // A duration that is not normal, or longer than a TimeSpan can say, has no value to compare.
        var isWithin = given.Nanos is > -1_000_000_000 and < 1_000_000_000
            && given.Seconds is >= 0 and <= Duration.MaxSeconds
            && given.ToTimeSpan() is var value && value >= least && value <= most;
        if (!isWithin)
        {
            throw Refusal.Invalid(
                most == TimeSpan.MaxValue
                    ? $"{name} must be at least {least.TotalSeconds:0} s, not {given}."
                    : $"{name} must be {least.TotalSeconds:0.###} s to {most.TotalSeconds:0} s, not {given}.");
        }
    }

    // A filter acknowledges what it does not match: deliveries that ignored it would mislead.
    private static void RefuseWhatIsNotThere(Subscription subscription)
    {
        if (subscription.Filter.Length > 0) throw Refusal.Unavailable("subscription filters");
        if (subscription.EnableMessageOrdering) throw Refusal.Unavailable("message ordering");
        if (subscription.EnableExactlyOnceDelivery) throw Refusal.Unavailable("exactly-once delivery");
        if (subscription.RetainAckedMessages) throw Refusal.Unavailable("retention of acknowledged messages");
        if (subscription.BigqueryConfig is not null) throw Refusal.Unavailable("BigQuery subscriptions");
        if (subscription.CloudStorageConfig is not null)
        {
            throw Refusal.Unavailable("Cloud Storage subscriptions");
        }
    }
}
