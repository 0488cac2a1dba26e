using System.Buffers;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Google.Cloud.PubSub.V1;

namespace Shop.LocalCloud.PubSub.Push;

/// <summary>
/// A message as the HTTP request that Pub/Sub makes of it
/// (https://cloud.google.com/pubsub/docs/push, https://cloud.google.com/pubsub/docs/payload-unwrapping).
/// </summary>
internal static class PushRequest
{
    // What Google's emulator sends where no attribute says better.
    private const string ContentTypeDefault = "application/x-www-form-urlencoded";
    private const string ContentType = "content-type";
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    // They frame the request or route the connection; set by a message, they would change what is sent.
    private static readonly HashSet<string> s_reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "connection", "content-length", "expect", "host", "keep-alive", "proxy-connection", "te", "trailer",
        "transfer-encoding", "upgrade",
    };

    private static readonly SearchValues<char> s_nameCharacters = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <returns>
    /// Null and the reason where a message cannot be a request: it is a failed attempt, as it would be at an
    /// endpoint that refuses it.
    /// </returns>
    internal static (HttpRequestMessage? Request, string? Fault) Of(
        Uri endpoint, Subscription settings, PubsubMessage message, int attempt)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint);
        if (settings.PushConfig.NoWrapper is not { } bare)
        {
            request.Content = new ByteArrayContent(Wrapped(settings, message, attempt));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            return (request, null);
        }
        request.Content = new ReadOnlyMemoryContent(message.Data.Memory);
        if (bare.WriteMetadata && AddMetadata(request, settings, message) is { } fault)
        {
            request.Dispose();
            return (null, fault);
        }
        if (!request.Content.Headers.Contains(ContentType))
        {
            request.Content.Headers.TryAddWithoutValidation(ContentType, ContentTypeDefault);
        }
        return (request, null);
    }

    private static string? AddMetadata(
        HttpRequestMessage request, Subscription settings, PubsubMessage message)
    {
        foreach (var (name, value) in message.Attributes)
        {
            if (!IsHeader(name, value) || !Add(request, name, value))
            {
                return $"the attribute '{Shown(name)}' is no HTTP header";
            }
        }
        // After the attributes, and in their place: what Pub/Sub says of a message is not for its publisher.
        Set("x-goog-pubsub-subscription-name", settings.Name);
        Set("x-goog-pubsub-message-id", message.MessageId);
        Set("x-goog-pubsub-publish-time", TimeOf(message));
        if (message.OrderingKey.Length > 0)
        {
            if (!IsHeader("x-goog-ordering-key", message.OrderingKey))
            {
                return "the ordering key is no HTTP header";
            }
            Set("x-goog-ordering-key", message.OrderingKey);
        }
        return null;

        void Set(string name, string value)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private static bool Add(HttpRequestMessage request, string name, string value) =>
        request.Headers.TryAddWithoutValidation(name, value)
        || request.Content!.Headers.TryAddWithoutValidation(name, value);

    private static bool IsHeader(string name, string value) =>
        !name.AsSpan().ContainsAnyExcept(s_nameCharacters) && !s_reserved.Contains(name)
        && !value.Any(character => char.IsControl(character) && character != '\t');

    private static string Shown(string name) =>
        string.Concat(name.Select(character => char.IsControl(character) ? '?' : character));

    private static byte[] Wrapped(Subscription settings, PubsubMessage message, int attempt)
    {
        var buffer = new ArrayBufferWriter<byte>(message.Data.Length * 4 / 3 + 1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (settings.DeadLetterPolicy is not null)
            {
                json.WriteNumber("deliveryAttempt", attempt);
            }
            json.WriteStartObject("message");
            json.WriteStartObject("attributes");
            foreach (var (name, value) in message.Attributes)
            {
                json.WriteString(name, value);
            }
            json.WriteEndObject();
            json.WriteBase64String("data", message.Data.Span);
            json.WriteString("messageId", message.MessageId);
            json.WriteString("message_id", message.MessageId);
            if (message.OrderingKey.Length > 0)
            {
                json.WriteString("orderingKey", message.OrderingKey);
            }
            json.WriteString("publishTime", TimeOf(message));
            json.WriteString("publish_time", TimeOf(message));
            json.WriteEndObject();
            json.WriteString("subscription", settings.Name);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static string TimeOf(PubsubMessage message) => message.PublishTime.ToDateTimeOffset()
        .UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
}
