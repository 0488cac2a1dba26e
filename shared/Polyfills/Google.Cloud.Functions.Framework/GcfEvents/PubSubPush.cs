using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CloudNative.CloudEvents;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Google.Cloud.Functions.Framework.GcfEvents;

/// <summary>
/// Turns a raw Pub/Sub push request, {message, subscription}, into the event that Eventarc would deliver. The
/// published package also converts events of first-generation functions; the suite has no use for those.
/// </summary>
internal static partial class PubSubPush
{
    internal const string UnknownTopic = "projects/unknown-project!/topics/unknown-topic!";

    private const string JsonContentType = "application/json";
    private const string PublishTimeFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'";

    private static readonly string[] s_legacyProperties =
        ["data", "domain", "context", "eventId", "eventType", "params", "timestamp"];

    private static readonly CloudEventAttribute s_topic =
        CloudEventAttribute.CreateExtension("topic", CloudEventAttributeType.String);

    internal static async Task<CloudEvent> ToCloudEventAsync(
        HttpRequest request, CloudEventFormatter formatter, ILogger logger)
    {
        if (request.ContentType != JsonContentType)
            throw new ConversionException("The request is no CloudEvent and cannot be converted into one.");
        using var document = await ParseAsync(request.Body);
        var push = PushRequest.Read(document.RootElement, s_legacyProperties);

        string topic = request.Path.Value is ['/', .. var path] ? path : "";
        if (!TopicName().IsMatch(topic))
        {
            topic = UnknownTopic;
            LogUnknownTopic(logger, topic);
        }
        var cloudEvent = new CloudEvent
        {
            Type = "google.cloud.pubsub.topic.v1.messagePublished",
            Id = push.MessageId,
            Time = PublishTimeOf(push.Message),
            DataContentType = JsonContentType,
            Source = new Uri($"//pubsub.googleapis.com/{topic}", UriKind.RelativeOrAbsolute),
            [s_topic] = TopicName().Match(topic).Groups["topic"].Value,
        };
        formatter.DecodeBinaryModeEventData(WriteData(push, cloudEvent.Time), cloudEvent);
        return cloudEvent;
    }

    private static async Task<JsonDocument> ParseAsync(Stream body)
    {
        try
        {
            return await JsonDocument.ParseAsync(body);
        }
        catch (JsonException e)
        {
            throw new ConversionException($"The request is not JSON: {e.Message}", e);
        }
    }

    private static DateTimeOffset? PublishTimeOf(JsonElement message) =>
        message.TryGetProperty("publishTime", out var time)
        && time.ValueKind == JsonValueKind.String
        && DateTimeOffset.TryParseExact(
            time.GetString(), PublishTimeFormat, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var parsed)
            ? parsed
            : null;

    /// <summary>
    /// The message as Eventarc writes it: the publish time with milliseconds, or microseconds if it has any.
    /// </summary>
    private static ReadOnlyMemory<byte> WriteData(PushRequest push, DateTimeOffset? publishTime)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("message");
            foreach (var property in push.Message.EnumerateObject())
            {
                if (publishTime is { } time && property.NameEquals("publishTime"))
                    writer.WriteString(property.Name, Format(time));
                else
                    property.WriteTo(writer);
            }
            writer.WriteEndObject();
            writer.WriteString("subscription", push.Subscription);
            writer.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }

    private static string Format(DateTimeOffset time) => time.UtcDateTime.ToString(
        time.Ticks % TimeSpan.TicksPerMillisecond == 0
            ? "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"
            : "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'",
        CultureInfo.InvariantCulture);

    [GeneratedRegex("^projects/(?<project>[^/]+)/topics/(?<topic>[^/]+)$")]
    private static partial Regex TopicName();

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The request path is no Pub/Sub topic name; the event will name the topic '{Name}'")]
    private static partial void LogUnknownTopic(ILogger logger, string name);
}
