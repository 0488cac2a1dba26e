using System.Globalization;
using Google.Cloud.PubSub.V1;
using Shop.Eventing.Filing;
using Shop.LocalCloud.Feed;

namespace Shop.LocalCloud.PubSub;

/// <summary>
/// Tells the feed what happens to messages, with the envelope of the event that each one carries.
/// </summary>
internal sealed class BrokerFeed(EventFeed feed)
{
    internal void Published(string topic, PubsubMessage message, int subscriptions, int pushes)
    {
        var id = TopicName.Parse(topic).TopicId;
        Append(
            FeedKind.MessagePublished, id, message, topic, null,
            $"message {message.MessageId}, {message.Data.Length} bytes, to {subscriptions} subscription(s)",
            pushes);
    }

    internal void Delivered(Subscription settings, PubsubMessage message, FeedDelivery delivery) => Append(
        FeedKind.Delivered, delivery.Function ?? delivery.Subscription, message, settings.Topic, delivery,
        $"message {message.MessageId} was handled at attempt {delivery.Attempt}{OnPurpose(delivery)}");

    internal void Failed(Subscription settings, PubsubMessage message, FeedDelivery delivery) => Append(
        FeedKind.DeliveryFailed, delivery.Function ?? delivery.Subscription, message, settings.Topic,
        delivery,
        $"message {message.MessageId} failed at attempt {delivery.Attempt} ({delivery.Fault}); "
        + (delivery.DeadLettered
            ? "it went to the dead letters"
            : string.Create(
                CultureInfo.InvariantCulture, $"again in {delivery.RetryInMilliseconds / 1000:0.##} s"))
        + OnPurpose(delivery));

    /// <summary>Messages that nobody will get any more.</summary>
    internal void Dropped(string subscription, int count, string why) => feed.Append(
        FeedKind.DeliveryFailed, SubscriptionId(subscription), $"{count} message(s) dropped: {why}");

    internal static string SubscriptionId(string subscription) =>
        SubscriptionName.Parse(subscription).SubscriptionId;

    private static string OnPurpose(FeedDelivery delivery) =>
        delivery.Chaos is null ? "" : $"; on purpose: {delivery.Chaos}";

    private void Append(
        FeedKind kind, string place, PubsubMessage message, string topic, FeedDelivery? delivery,
        string summary, int? pushes = null)
    {
        var carried = EventEnvelope.Of(message);
        feed.Append(
            kind, place, summary, carried.Id, carried.Type,
            new FeedMessage(
                message.MessageId, topic[(topic.LastIndexOf('/') + 1)..], carried.Source, carried.Subject,
                carried.CorrelationId, carried.CausationId, pushes),
            delivery);
    }
}
