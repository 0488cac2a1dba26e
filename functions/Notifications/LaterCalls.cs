using CloudNative.CloudEvents;
using Google.Cloud.PubSub.V1;
using Shop.Eventing;

namespace Shop.Notifications;

/// <summary>
/// Moves an event whose receiver does not answer out of the way: to a topic of its own, whose subscription comes back
/// with backoff. Pub/Sub slows a subscription down by its share of failures, so a dead receiver would otherwise hold up
/// the customers of all others.
/// </summary>
/// <param name="bus">Where messages go.</param>
/// <param name="formatter">How events are written.</param>
/// <param name="topic">Null: the event comes again by the subscription that brought it.</param>
public sealed class LaterCalls(IMessageBus bus, CloudEventFormatter formatter, TopicName? topic)
{
    /// <summary>
    /// Whether it is taken care of elsewhere. Not where it comes from that topic already, or from no subscription.
    /// </summary>
    /// <param name="cloudEvent">The event, unchanged: the same id, and the time by which it grows too old.</param>
    /// <param name="subscription">Full name of the subscription that brought it.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<bool> TakeAsync(
        CloudEvent cloudEvent, string? subscription, CancellationToken cancellationToken)
    {
        if (topic is null || subscription is null || IsOf(topic, subscription))
        {
            return false;
        }
        await bus.PublishAsync(topic, cloudEvent.ToPubsubMessage(formatter), cancellationToken);
        return true;
    }

    // The topology names a subscription by its topic and its function.
    private static bool IsOf(TopicName topic, string subscription) =>
        subscription.Contains($"/{topic.TopicId}-to-", StringComparison.Ordinal);
}
