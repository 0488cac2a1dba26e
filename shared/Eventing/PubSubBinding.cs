using CloudNative.CloudEvents;
using CloudNative.CloudEvents.Core;
using Google.Cloud.PubSub.V1;
using Google.Protobuf;

namespace Shop.Eventing;

/// <summary>
/// The Pub/Sub protocol binding of CloudEvents: in binary mode each attribute is a message attribute named
/// <c>ce-…</c>, the data is the message's data, and its media type the attribute <c>content-type</c>.
/// Source: google-cloudevents, docs/spec/pubsub.md.
/// </summary>
public static class PubSubBinding
{
    /// <summary>Attribute that holds the data's media type.</summary>
    public const string ContentTypeAttribute = "content-type";

    /// <summary>Put before the name of each CloudEvents attribute.</summary>
    public const string AttributePrefix = "ce-";

    /// <summary>Attribute that holds the event's id.</summary>
    public const string IdAttribute = AttributePrefix + "id";

    /// <summary>Attribute that holds the event's source.</summary>
    public const string SourceAttribute = AttributePrefix + "source";

    /// <summary>Attribute that holds the event's type.</summary>
    public const string TypeAttribute = AttributePrefix + "type";

    // Pub/Sub's limit for one message.
    private const int AttributesMax = 100;

    /// <summary>
    /// Binary mode; structured mode for an event of foreign making whose attributes a message cannot carry
    /// unchanged, since nothing of it may be lost.
    /// </summary>
    /// <exception cref="ArgumentException">The event lacks a required attribute.</exception>
    public static PubsubMessage ToPubsubMessage(this CloudEvent cloudEvent, CloudEventFormatter formatter) =>
        cloudEvent.ToPubsubMessage(formatter, AttributesMax);

    /// <inheritdoc cref="ToPubsubMessage(CloudEvent, CloudEventFormatter)"/>
    /// <param name="cloudEvent">The event.</param>
    /// <param name="formatter">How it is written.</param>
    /// <param name="attributesMax">More attributes than this, and it is structured mode.</param>
    internal static PubsubMessage ToPubsubMessage(
        this CloudEvent cloudEvent, CloudEventFormatter formatter, int attributesMax)
    {
        Validation.CheckCloudEventArgument(cloudEvent, nameof(cloudEvent));
        var attributes = cloudEvent.GetPopulatedAttributes()
            .Where(pair => pair.Key != cloudEvent.SpecVersion.DataContentTypeAttribute)
            .Select(pair => KeyValuePair.Create(AttributePrefix + pair.Key.Name, pair.Key.Format(pair.Value)))
            .Append(KeyValuePair.Create(AttributePrefix + "specversion", cloudEvent.SpecVersion.VersionId))
            .ToList();
        if (attributes.Count >= attributesMax || attributes.Any(pair => !AttributeText.IsSafe(pair.Value)))
        {
            return Structured(cloudEvent, formatter);
        }
        var message = new PubsubMessage
        {
            Data = ByteString.CopyFrom(formatter.EncodeBinaryModeEventData(cloudEvent).Span),
        };
        foreach (var (name, value) in attributes)
        {
            message.Attributes.Add(name, value);
        }
        if (cloudEvent.DataContentType is { } contentType)
        {
            message.Attributes.Add(ContentTypeAttribute, contentType);
        }
        return message;
    }

    private static PubsubMessage Structured(CloudEvent cloudEvent, CloudEventFormatter formatter)
    {
        var data = formatter.EncodeStructuredModeMessage(cloudEvent, out var contentType);
        return new PubsubMessage
        {
            Data = ByteString.CopyFrom(data.Span),
            Attributes = { [ContentTypeAttribute] = contentType.ToString() },
        };
    }
}
