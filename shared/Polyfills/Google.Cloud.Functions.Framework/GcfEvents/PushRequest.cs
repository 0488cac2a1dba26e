using System.Text.Json;

namespace Google.Cloud.Functions.Framework.GcfEvents;

/// <summary>The parts of a Pub/Sub push request, checked.</summary>
internal readonly record struct PushRequest(JsonElement Message, string MessageId, string Subscription)
{
    internal static PushRequest Read(JsonElement root, IEnumerable<string> foreignProperties)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new ConversionException("The request is not a JSON object.");
        bool hasMessage = TryGetNotNull(root, "message", out var message);
        bool hasSubscription = TryGetNotNull(root, "subscription", out var subscription);
        if (!hasMessage && !hasSubscription)
            throw new ConversionException("The request is neither a CloudEvent nor a Pub/Sub push request.");
        if (!hasMessage || !hasSubscription)
            throw new ConversionException("A Pub/Sub push request has both a message and a subscription.");
        if (message.ValueKind != JsonValueKind.Object || subscription.ValueKind != JsonValueKind.String)
            throw new ConversionException("Message must be an object, subscription a string.");
        if (TryGetNotNull(root, "resource", out var resource) && resource.ValueKind != JsonValueKind.String)
            throw new ConversionException("Resource, which a push request does not need, must be a string.");
        foreach (string name in foreignProperties)
        {
            if (TryGetNotNull(root, name, out _))
                throw new ConversionException($"A Pub/Sub push request has no property '{name}'.");
        }
        if (!message.TryGetProperty("messageId", out var id)
            || id.ValueKind != JsonValueKind.String || id.GetString() is not { Length: > 0 } messageId)
        {
            throw new ConversionException("A Pub/Sub message needs a string 'messageId'.");
        }
        return new PushRequest(message, messageId, subscription.GetString()!);
    }

    private static bool TryGetNotNull(JsonElement element, string name, out JsonElement value) =>
        element.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
}

/// <summary>The request cannot be made into an event.</summary>
internal sealed class ConversionException(string message, Exception? innerException = null)
    : Exception(message, innerException);
