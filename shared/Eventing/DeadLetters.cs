using CloudNative.CloudEvents;
using Google.Cloud.PubSub.V1;

namespace Shop.Eventing;

/// <summary>
/// Keeps an event that can never be handled. It is published unchanged, so that it can be replayed, with
/// <c>dl-handler</c>, <c>dl-reason</c> and <c>dl-message</c> beside its own attributes.
/// </summary>
/// <param name="bus">Where messages go.</param>
/// <param name="formatter">How events are written.</param>
/// <param name="topic">The dead-letter topic.</param>
/// <param name="handler">The function that gives up.</param>
public sealed class DeadLetters(IMessageBus bus, CloudEventFormatter formatter, TopicName topic, string handler)
{
    /// <summary>Completes when Pub/Sub has stored the event; only then may it be acknowledged.</summary>
    /// <param name="cloudEvent">The event.</param>
    /// <param name="reason">Machine-readable: lower-case words joined by hyphens.</param>
    /// <param name="message">A sentence for people, without the event's payload.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public Task PublishAsync(
        CloudEvent cloudEvent, string reason, string message, CancellationToken cancellationToken)
    {
        var letter = cloudEvent.ToPubsubMessage(formatter);
        letter.Attributes["dl-handler"] = handler;
        letter.Attributes["dl-reason"] = reason;
        letter.Attributes["dl-message"] = AttributeText.Sentence(message);
        return bus.PublishAsync(topic, letter, cancellationToken);
    }
}
