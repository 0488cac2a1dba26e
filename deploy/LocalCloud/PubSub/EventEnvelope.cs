using System.Text.Json;
using Google.Cloud.PubSub.V1;

namespace Shop.LocalCloud.PubSub;

/// <summary>
/// What people are told of the CloudEvent that a message carries, in binary or structured mode. What it does
/// not have is null, all of it where the message carries none.
/// </summary>
internal sealed record EventEnvelope(
    string? Id, string? Type, string? Source, string? Subject, string? CorrelationId, string? CausationId)
{
    // No event of the suite is larger; the feed is not to cost more than the delivery.
    private const int StructuredBytesMax = 64 * 1024;

    private static readonly EventEnvelope s_none = new(null, null, null, null, null, null);

    public static EventEnvelope Of(PubsubMessage message) =>
        message.Attributes.TryGetValue("content-type", out var type)
        && type.StartsWith("application/cloudevents", StringComparison.OrdinalIgnoreCase)
            ? OfStructured(message)
            : Of(name => message.Attributes.TryGetValue("ce-" + name, out var value) ? value : null);

    private static EventEnvelope OfStructured(PubsubMessage message)
    {
        if (message.Data.Length > StructuredBytesMax)
        {
            return s_none;
        }
        try
        {
            using var json = JsonDocument.Parse(message.Data.Memory);
            var root = json.RootElement;
            return root.ValueKind != JsonValueKind.Object ? s_none : Of(name =>
                root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
                    ? value.GetString() : null);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // No JSON, or half a character in it: whoever handles the message will say so.
            return s_none;
        }
    }

    private static EventEnvelope Of(Func<string, string?> attribute) => new(
        attribute("id"), attribute("type"), attribute("source"), attribute("subject"),
        attribute("correlationid"), attribute("causationid"));
}
