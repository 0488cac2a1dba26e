using CloudNative.CloudEvents;
using Google.Cloud.PubSub.V1;
using Google.Protobuf;

namespace Shop.Eventing;

/// <summary>
/// Keeps an event that can never be handled. It is published unchanged, so that it can be replayed, with
/// <c>dl-handler</c>, <c>dl-reason</c>, <c>dl-message</c> and, where it is known, <c>dl-subscription</c> beside its own
/// attributes.
/// </summary>
/// <param name="bus">Where messages go.</param>
/// <param name="formatter">How events are written.</param>
/// <param name="topic">The dead-letter topic.</param>
/// <param name="handler">The function that gives up.</param>
public sealed class DeadLetters(IMessageBus bus, CloudEventFormatter formatter, TopicName topic, string handler)
{
    /// <summary>Put before the name of each attribute that is ours and not the event's.</summary>
    internal const string AttributePrefix = "dl-";

    /// <summary>The function that gave up.</summary>
    internal const string HandlerAttribute = AttributePrefix + "handler";

    /// <summary>Why, for programs.</summary>
    internal const string ReasonAttribute = AttributePrefix + "reason";

    /// <summary>Why, for people.</summary>
    internal const string MessageAttribute = AttributePrefix + "message";

    /// <summary>Full name of the subscription that had delivered it.</summary>
    internal const string SubscriptionAttribute = AttributePrefix + "subscription";

    // Pub/Sub allows 100; four are ours.
    private const int AttributesMax = 96;

    /// <summary>Completes when Pub/Sub has stored the event; only then may it be acknowledged.</summary>
    /// <param name="cloudEvent">The event.</param>
    /// <param name="reason">Machine-readable: lower-case words joined by hyphens.</param>
    /// <param name="message">A sentence for people, without the event's payload.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public Task PublishAsync(
        CloudEvent cloudEvent, string reason, string message, CancellationToken cancellationToken) =>
        PublishAsync(cloudEvent, reason, message, null, cancellationToken);

    /// <inheritdoc cref="PublishAsync(CloudEvent, string, string, CancellationToken)"/>
    /// <param name="cloudEvent">The event.</param>
    /// <param name="reason">Machine-readable: lower-case words joined by hyphens.</param>
    /// <param name="message">A sentence for people, without the event's payload.</param>
    /// <param name="subscription">Full name of the subscription that delivered it; null where there is none.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public Task PublishAsync(
        CloudEvent cloudEvent, string reason, string message, string? subscription,
        CancellationToken cancellationToken) =>
        SendAsync(cloudEvent.ToPubsubMessage(formatter, AttributesMax), reason, message, subscription, cancellationToken);

    /// <summary>Keeps what is no CloudEvent: the body of a request and what of its headers was an attribute.</summary>
    /// <param name="body">The body.</param>
    /// <param name="attributes">Those that a message cannot hold unchanged are left out; the body is whole.</param>
    /// <param name="subscription">Full name of the subscription that delivered it; null where there is none.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public Task PublishRawAsync(
        ReadOnlyMemory<byte> body, IReadOnlyDictionary<string, string> attributes, string? subscription,
        CancellationToken cancellationToken)
    {
        var letter = new PubsubMessage { Data = ByteString.CopyFrom(body.Span) };
        foreach (var (name, value) in attributes.Where(pair => AttributeText.IsSafe(pair.Value)).Take(AttributesMax))
        {
            letter.Attributes[name] = value;
        }
        return SendAsync(
            letter, "undecodable", "The request is no CloudEvent that could be read.", subscription, cancellationToken);
    }

    private Task<string> SendAsync(
        PubsubMessage letter, string reason, string message, string? subscription, CancellationToken cancellationToken)
    {
        letter.Attributes[HandlerAttribute] = handler;
        letter.Attributes[ReasonAttribute] = reason;
        letter.Attributes[MessageAttribute] = AttributeText.Sentence(message);
        if (subscription is not null && AttributeText.IsSafe(subscription))
        {
            letter.Attributes[SubscriptionAttribute] = subscription;
        }
        return bus.PublishAsync(topic, letter, cancellationToken);
    }
}
