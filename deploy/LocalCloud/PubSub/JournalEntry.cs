using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Google.Cloud.PubSub.V1;
using Google.Protobuf;

namespace Shop.LocalCloud.PubSub;

/// <summary>
/// A fact that survives a restart; in the journal it is one line of JSON. A message in it is its protobuf, in
/// base64: that costs a fraction of its JSON, and every acknowledged publish has waited for it.
/// </summary>
internal abstract record JournalEntry
{
    private static readonly JsonParser s_parser =
        new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    // Nothing here is ever put into a page; base64 and names stay readable.
    private static readonly JsonWriterOptions s_format =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal void WriteLine(IBufferWriter<byte> output)
    {
        using (var json = new Utf8JsonWriter(output, s_format))
        {
            json.WriteStartObject();
            Write(json);
            json.WriteEndObject();
        }
        output.Write("\n"u8);
    }

    /// <returns>Null for a line that was cut off, or that another version wrote.</returns>
    internal static JournalEntry? FromLine(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidProtocolBufferException or FormatException
            or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static JournalEntry? Read(JsonElement node)
    {
        var first = node.EnumerateObject().First();
        return first.Name switch
        {
            "idsReserved" => new IdsReserved(first.Value.GetInt64()),
            "topicWritten" => new TopicWritten(s_parser.Parse<Topic>(first.Value.GetRawText())),
            "topicDeleted" => new TopicDeleted(Text(first.Value)),
            "subscriptionWritten" =>
                new SubscriptionWritten(s_parser.Parse<Subscription>(first.Value.GetRawText())),
            "subscriptionDeleted" => new SubscriptionDeleted(Text(first.Value)),
            "queued" => new Queued(
                Texts(node.GetProperty("subscriptions")),
                PubsubMessage.Parser.ParseFrom(first.Value.GetBytesFromBase64())),
            "attempted" => new Attempted(
                Text(node.GetProperty("subscription")), Text(first.Value),
                node.GetProperty("attempts").GetInt32()),
            "removed" => new Removed(Text(node.GetProperty("subscription")), Texts(first.Value)),
            _ => null,
        };
    }

    private void Write(Utf8JsonWriter json)
    {
        switch (this)
        {
            case IdsReserved(var end):
                json.WriteNumber("idsReserved", end);
                break;
            case TopicWritten(var topic):
                json.WritePropertyName("topicWritten");
                json.WriteRawValue(JsonFormatter.Default.Format(topic));
                break;
            case TopicDeleted(var name):
                json.WriteString("topicDeleted", name);
                break;
            case SubscriptionWritten(var written):
                json.WritePropertyName("subscriptionWritten");
                json.WriteRawValue(JsonFormatter.Default.Format(written));
                break;
            case SubscriptionDeleted(var name):
                json.WriteString("subscriptionDeleted", name);
                break;
            case Queued(var subscriptions, var message):
                json.WriteBase64String("queued", message.ToByteArray());
                Write(json, "subscriptions", subscriptions);
                break;
            case Attempted(var subscription, var id, var attempts):
                json.WriteString("attempted", id);
                json.WriteString("subscription", subscription);
                json.WriteNumber("attempts", attempts);
                break;
            case Removed(var subscription, var ids):
                Write(json, "removed", ids);
                json.WriteString("subscription", subscription);
                break;
            default:
                throw new InvalidOperationException($"{GetType()} has no line.");
        }
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }
        json.WriteEndArray();
    }

    private static string Text(JsonElement value) =>
        value.GetString() ?? throw new FormatException("null is no name.");

    private static List<string> Texts(JsonElement values) => [.. values.EnumerateArray().Select(Text)];
}

/// <summary>Message ids below <paramref name="End"/> may have been given out.</summary>
internal sealed record IdsReserved(long End) : JournalEntry;

internal sealed record TopicWritten(Topic Topic) : JournalEntry;

internal sealed record TopicDeleted(string Name) : JournalEntry;

internal sealed record SubscriptionWritten(Subscription Subscription) : JournalEntry;

internal sealed record SubscriptionDeleted(string Name) : JournalEntry;

internal sealed record Queued(IReadOnlyList<string> Subscriptions, PubsubMessage Message) : JournalEntry;

/// <summary>So often has this message been delivered in vain.</summary>
internal sealed record Attempted(string Subscription, string MessageId, int Attempts) : JournalEntry;

/// <summary>Acknowledged, dead-lettered, too old, or dropped to make room.</summary>
internal sealed record Removed(string Subscription, IReadOnlyList<string> MessageIds) : JournalEntry;
