using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Cloud.PubSub.V1;
using Google.Protobuf;

namespace Shop.LocalCloud.PubSub;

/// <summary>A fact that survives a restart; in the journal it is one line of JSON.</summary>
internal abstract record JournalEntry
{
    private static readonly JsonParser s_parser =
        new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    internal string ToLine()
    {
        var node = this switch
        {
            IdsReserved(var end) => new JsonObject { ["idsReserved"] = end },
            TopicWritten(var topic) => new JsonObject { ["topicWritten"] = Json(topic) },
            TopicDeleted(var name) => new JsonObject { ["topicDeleted"] = name },
            SubscriptionWritten(var written) => new JsonObject { ["subscriptionWritten"] = Json(written) },
            SubscriptionDeleted(var name) => new JsonObject { ["subscriptionDeleted"] = name },
            Queued(var subscriptions, var message) => new JsonObject
            {
                ["queued"] = Json(message),
                ["subscriptions"] = Strings(subscriptions),
            },
            Removed(var subscription, var ids) => new JsonObject
            {
                ["removed"] = Strings(ids),
                ["subscription"] = subscription,
            },
            _ => throw new InvalidOperationException($"{GetType()} has no line."),
        };
        return node.ToJsonString();
    }

    /// <returns>Null for a line that was cut off, or that another version wrote.</returns>
    internal static JournalEntry? FromLine(string line)
    {
        try
        {
            if (JsonNode.Parse(line) is not JsonObject { Count: > 0 } node)
            {
                return null;
            }
            return node.First() switch
            {
                ("idsReserved", { } end) => new IdsReserved(end.GetValue<long>()),
                ("topicWritten", { } topic) => new TopicWritten(s_parser.Parse<Topic>(topic.ToJsonString())),
                ("topicDeleted", { } name) => new TopicDeleted(name.GetValue<string>()),
                ("subscriptionWritten", { } written) =>
                    new SubscriptionWritten(s_parser.Parse<Subscription>(written.ToJsonString())),
                ("subscriptionDeleted", { } name) => new SubscriptionDeleted(name.GetValue<string>()),
                ("queued", { } message) => new Queued(
                    Strings(node["subscriptions"]), s_parser.Parse<PubsubMessage>(message.ToJsonString())),
                ("removed", { } ids) =>
                    new Removed(node["subscription"]?.GetValue<string>() ?? "", Strings(ids)),
                _ => null,
            };
        }
        catch (Exception e) when (e is JsonException or InvalidProtocolBufferException
            or InvalidOperationException)
        {
            return null;
        }
    }

    private static JsonNode Json(IMessage message) => JsonNode.Parse(JsonFormatter.Default.Format(message))!;

    private static JsonArray Strings(IEnumerable<string> values) =>
        new([.. values.Select(value => (JsonNode)value)]);

    private static List<string> Strings(JsonNode? values) =>
        [.. (values as JsonArray ?? []).Select(value => value?.GetValue<string>() ?? "")];
}

/// <summary>Message ids below <paramref name="End"/> may have been given out.</summary>
internal sealed record IdsReserved(long End) : JournalEntry;

internal sealed record TopicWritten(Topic Topic) : JournalEntry;

internal sealed record TopicDeleted(string Name) : JournalEntry;

internal sealed record SubscriptionWritten(Subscription Subscription) : JournalEntry;

internal sealed record SubscriptionDeleted(string Name) : JournalEntry;

internal sealed record Queued(IReadOnlyList<string> Subscriptions, PubsubMessage Message) : JournalEntry;

/// <summary>Acknowledged, or dropped to make room.</summary>
internal sealed record Removed(string Subscription, IReadOnlyList<string> MessageIds) : JournalEntry;
