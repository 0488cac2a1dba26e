using Shop.Topology;

namespace Shop.Gcloud.Planning;

/// <summary>How a message is delivered, in the words of <c>gcloud</c>.</summary>
/// <param name="Options">Options of a command that sets it.</param>
/// <param name="Fields">What a list then shows: deadline, backoff from and to, dead letters and attempts, retention, life.</param>
internal sealed record Delivery(IReadOnlyList<string> Options, IReadOnlyList<string> Fields)
{
    private const int SecondsOfADay = 24 * 60 * 60;

    public static Delivery Of(SubscriptionSpec subscription) => Of(
        subscription.AckDeadlineSeconds, subscription.MinimumBackoffSeconds, subscription.MaximumBackoffSeconds,
        subscription.DeadLetters, subscription.RetentionDays);

    public static Delivery Of(StorageTrigger trigger) => Of(
        trigger.AckDeadlineSeconds, trigger.MinimumBackoffSeconds, trigger.MaximumBackoffSeconds,
        trigger.DeadLetters, trigger.RetentionDays);

    private static Delivery Of(
        int ackDeadline, int minimumBackoff, int maximumBackoff, DeadLetterSpec? deadLetters, int retentionDays) => new(
        [
            $"--ack-deadline={ackDeadline}",
            $"--min-retry-delay={minimumBackoff}s",
            $"--max-retry-delay={maximumBackoff}s",
            .. deadLetters is null
                ? (string[])[]
                : [$"--dead-letter-topic={deadLetters.Topic}", $"--max-delivery-attempts={deadLetters.AttemptsMax}"],
            $"--message-retention-duration={retentionDays}d",
            // Without this a subscription that is idle for a month is deleted, and with it what comes later.
            "--expiration-period=never",
        ],
        [
            $"{ackDeadline}", $"{minimumBackoff}s", $"{maximumBackoff}s",
            deadLetters?.Topic ?? "", deadLetters is null ? "" : $"{deadLetters.AttemptsMax}",
            $"{retentionDays * SecondsOfADay}s", "",
        ]);
}
