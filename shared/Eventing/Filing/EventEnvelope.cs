using System.Text.Json;
using Google.Cloud.PubSub.V1;

namespace Shop.Eventing.Filing;

/// <summary>
/// What people are told of the CloudEvent that a message carries, in binary or structured mode. What it does not have
/// is null, all of it where the message carries none.
/// </summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">Its type.</param>
/// <param name="Source">Its source.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Time">When it happened, as it was written.</param>
/// <param name="CorrelationId">What all events of one story have in common.</param>
/// <param name="CausationId">The event that it follows from.</param>
public sealed record EventEnvelope(
    string? Id, string? Type, string? Source, string? Subject, string? Time, string? CorrelationId, string? CausationId)
{
    // No event of the suite is larger; looking at one is not to cost more than delivering it.
    private const int StructuredBytesMax = 64 * 1024;

    private static readonly EventEnvelope _none = new(null, null, null, null, null, null, null);

    /// <summary>Reads a message, without checking that the event is one.</summary>
    public static EventEnvelope Of(PubsubMessage message) =>
        message.Attributes.TryGetValue(PubSubBinding.ContentTypeAttribute, out var type)
        && type.StartsWith("application/cloudevents", StringComparison.OrdinalIgnoreCase)
            ? OfStructured(message)
            : Of(name => message.Attributes.TryGetValue(PubSubBinding.AttributePrefix + name, out var value) ? value : null);

    private static EventEnvelope OfStructured(PubsubMessage message)
    {
        if (message.Data.Length > StructuredBytesMax)
        {
            return _none;
        }
        try
        {
            using var json = JsonDocument.Parse(message.Data.Memory);
            var root = json.RootElement;
            return root.ValueKind != JsonValueKind.Object ? _none : Of(name =>
                root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
                    ? value.GetString() : null);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // No JSON, or half a character in it: whoever handles the message will say so.
            return _none;
        }
    }

    private static EventEnvelope Of(Func<string, string?> attribute) => new(
        attribute("id"), attribute("type"), attribute("source"), attribute("subject"), attribute("time"),
        attribute("correlationid"), attribute("causationid"));
}
