using System.Globalization;
using Google.Cloud.PubSub.V1;

namespace Shop.LocalCloud.PubSub;

/// <summary>
/// A message that could not be handled, as Pub/Sub forwards it
/// (https://cloud.google.com/pubsub/docs/handling-failures). Data and attributes stay as they are; where
/// there are already as many attributes as a publisher may set, these come on top.
/// </summary>
internal static class DeadLetter
{
    internal static PubsubMessage Of(string subscription, QueuedMessage failed)
    {
        var source = SubscriptionName.Parse(subscription);
        var message = failed.Message.Clone();
        message.Attributes["CloudPubSubDeadLetterSourceSubscription"] = source.SubscriptionId;
        message.Attributes["CloudPubSubDeadLetterSourceSubscriptionProject"] = source.ProjectId;
        message.Attributes["CloudPubSubDeadLetterSourceDeliveryCount"] =
            failed.Attempts.ToString(CultureInfo.InvariantCulture);
        message.Attributes["CloudPubSubDeadLetterSourceTopicPublishTime"] =
            failed.Message.PublishTime.ToDateTimeOffset().ToString(
                "yyyy-MM-dd'T'HH:mm:ss.fffK", CultureInfo.InvariantCulture);
        return message;
    }
}
