using System.Text.Json;

namespace Shop.Eventing.Filing;

/// <summary>A message as a wrapped push brings it.</summary>
/// <param name="Subscription">Full name of the subscription that pushes it; null where the push names none.</param>
/// <param name="MessageId">What Pub/Sub knows it by; null where it is not given.</param>
/// <param name="PublishTime">When it was published; null where it is not given.</param>
/// <param name="Attributes">Its attributes.</param>
/// <param name="Data">Its data, exact; may be empty.</param>
public sealed record PushedMessage(
    string? Subscription,
    string? MessageId,
    DateTimeOffset? PublishTime,
    IReadOnlyDictionary<string, string> Attributes,
    ReadOnlyMemory<byte> Data)
{
    /// <summary>Reads the body of a push: <c>{"message": {…}, "subscription": "…"}</c>.</summary>
    /// <returns>Null where it is none.</returns>
    public static PushedMessage? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return Of(json.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            // No JSON, a member of another kind than Pub/Sub writes, data that is no base64, half a character.
            return null;
        }
    }

    private static PushedMessage? Of(JsonElement push)
    {
        if (push.ValueKind != JsonValueKind.Object
            || !push.TryGetProperty("message", out var message)
            || message.ValueKind != JsonValueKind.Object)
        {
            return null;
        }
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Member(message, "attributes") is { } given)
        {
            foreach (var attribute in given.EnumerateObject())
            {
                attributes[attribute.Name] = attribute.Value.GetString() ?? "";
            }
        }
        return new PushedMessage(
            Member(push, "subscription")?.GetString(),
            Member(message, "messageId")?.GetString(),
            Member(message, "publishTime")?.GetDateTimeOffset().ToUniversalTime(),
            attributes,
            Member(message, "data")?.GetBytesFromBase64() ?? []);
    }

    private static JsonElement? Member(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;
}
