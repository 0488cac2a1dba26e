using CloudNative.CloudEvents;
using Google.Cloud.PubSub.V1;
using Google.Protobuf;

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
    // Pub/Sub allows 100; three are ours.
    private const int AttributesMax = 97;

    /// <summary>Completes when Pub/Sub has stored the event; only then may it be acknowledged.</summary>
    /// <param name="cloudEvent">The event.</param>
    /// <param name="reason">Machine-readable: lower-case words joined by hyphens.</param>
    /// <param name="message">A sentence for people, without the event's payload.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public Task PublishAsync(
        CloudEvent cloudEvent, string reason, string message, CancellationToken cancellationToken) =>
        SendAsync(cloudEvent.ToPubsubMessage(formatter), reason, message, cancellationToken);

    /// <summary>Keeps what is no CloudEvent: the body of a request and what of its headers was an attribute.</summary>
    /// <param name="body">The body.</param>
    /// <param name="attributes">Those that a message cannot hold unchanged are left out; the body is whole.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public Task PublishRawAsync(
        ReadOnlyMemory<byte> body, IReadOnlyDictionary<string, string> attributes, CancellationToken cancellationToken)
    {
        var letter = new PubsubMessage { Data = ByteString.CopyFrom(body.Span) };
        foreach (var (name, value) in attributes.Where(pair => AttributeText.IsSafe(pair.Value)).Take(AttributesMax))
        {
            letter.Attributes[name] = value;
        }
        return SendAsync(letter, "undecodable", "The request is no CloudEvent that could be read.", cancellationToken);
    }

    private Task<string> SendAsync(PubsubMessage letter, string reason, string message, CancellationToken cancellationToken)
    {
        letter.Attributes["dl-handler"] = handler;
        letter.Attributes["dl-reason"] = reason;
        letter.Attributes["dl-message"] = AttributeText.Sentence(message);
        return bus.PublishAsync(topic, letter, cancellationToken);
    }
}
