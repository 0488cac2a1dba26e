using System.Net.Mime;
using System.Text.Json;
using CloudNative.CloudEvents;

namespace Shop.Eventing.Receiving;

/// <summary>
/// A function that is deployed with a Pub/Sub trigger gets our event inside another one: type
/// <c>google.cloud.pubsub.topic.v1.messagePublished</c>, with the message as its data. What is inside is all that
/// counts, so that both ways of deploying behave alike.
/// </summary>
internal static class Unwrapping
{
    public const string WrapperType = "google.cloud.pubsub.topic.v1.messagePublished";

    /// <returns>The event inside with the subscription that delivered it, or a sentence that says what is wrong.</returns>
    public static (CloudEvent? Event, string? Subscription, string? Fault) Unwrap(
        CloudEvent wrapper, CloudEventFormatter formatter)
    {
        if (wrapper.Data is not JsonElement { ValueKind: JsonValueKind.Object } data
            || !data.TryGetProperty("message", out var message) || message.ValueKind != JsonValueKind.Object)
        {
            return (null, null, "The Pub/Sub wrapper holds no message.");
        }
        var subscription = data.TryGetProperty("subscription", out var name) && name.ValueKind == JsonValueKind.String
            ? name.GetString()
            : null;
        var attributes = Attributes(message);
        if (attributes is null || !TryData(message, out var body))
        {
            return (null, subscription, "The wrapped message's attributes must be strings and its data base64.");
        }
        try
        {
            return (Decode(attributes, body, formatter), subscription, null);
        }
        catch (Exception fault) when (fault is ArgumentException or JsonException or FormatException or InvalidOperationException)
        {
            return (null, subscription, "The wrapped message is no CloudEvent: " + fault.Message);
        }
    }

    private static CloudEvent Decode(Dictionary<string, string> attributes, byte[] body, CloudEventFormatter formatter)
    {
        attributes.TryGetValue(PubSubBinding.ContentTypeAttribute, out var contentType);
        if (contentType?.StartsWith("application/cloudevents", StringComparison.OrdinalIgnoreCase) == true)
        {
            return formatter.DecodeStructuredModeMessage(body, new ContentType(contentType), EventExtensions.All);
        }
        const string specVersion = PubSubBinding.AttributePrefix + "specversion";
        var version = attributes.TryGetValue(specVersion, out var text)
            ? CloudEventsSpecVersion.FromVersionId(text) ?? throw new ArgumentException($"Specversion '{text}' is not known.")
            : throw new ArgumentException($"It has no attribute {specVersion}.");
        var cloudEvent = new CloudEvent(version, EventExtensions.All);
        foreach (var (name, value) in attributes)
        {
            if (name.StartsWith(PubSubBinding.AttributePrefix, StringComparison.Ordinal) && name != specVersion)
            {
                cloudEvent.SetAttributeFromString(name[PubSubBinding.AttributePrefix.Length..], value);
            }
        }
        cloudEvent.DataContentType ??= contentType;
        formatter.DecodeBinaryModeEventData(body, cloudEvent);
        return cloudEvent.IsValid ? cloudEvent : throw new ArgumentException("It lacks a required attribute.");
    }

    private static Dictionary<string, string>? Attributes(JsonElement message)
    {
        if (!message.TryGetProperty("attributes", out var attributes) || attributes.ValueKind == JsonValueKind.Null)
        {
            return [];
        }
        return attributes.ValueKind == JsonValueKind.Object
            && attributes.EnumerateObject().All(attribute => attribute.Value.ValueKind == JsonValueKind.String)
                ? attributes.EnumerateObject().DistinctBy(attribute => attribute.Name)
                    .ToDictionary(attribute => attribute.Name, attribute => attribute.Value.GetString()!)
                : null;
    }

    private static bool TryData(JsonElement message, out byte[] body)
    {
        body = [];
        return !message.TryGetProperty("data", out var data)
            || (data.ValueKind == JsonValueKind.String && data.TryGetBytesFromBase64(out body!));
    }
}
