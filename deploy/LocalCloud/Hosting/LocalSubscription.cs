using Shop.LocalCloud.PubSub;
using Shop.Topology;

namespace Shop.LocalCloud.Hosting;

/// <summary>A subscription of the topology, as it is here.</summary>
internal static class LocalSubscription
{
    // A person who watches does not wait ten minutes for a redelivery, and one process has no fleet to spare.
    private const double WaitShare = 0.01;

    public static DeclaredSubscription Of(SubscriptionSpec subscription) => new(
        ResourceNames.Local.Subscription(subscription.Name),
        ResourceNames.Local.Topic(subscription.Topic),
        subscription.Function)
    {
        AckDeadline = TimeSpan.FromSeconds(subscription.AckDeadlineSeconds),
        MinimumBackoff = TimeSpan.FromSeconds(subscription.MinimumBackoffSeconds) * WaitShare,
        MaximumBackoff = TimeSpan.FromSeconds(subscription.MaximumBackoffSeconds) * WaitShare,
        DeadLetterTopic = subscription.DeadLetters is { } letters ? ResourceNames.Local.Topic(letters.Topic) : null,
        Attempts = subscription.DeadLetters?.AttemptsMax ?? 100,
        Wrapped = subscription.Wrapped,
    };
}
