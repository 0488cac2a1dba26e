using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Google.Cloud.PubSub.V1;
using Google.Protobuf;

namespace Shop.Eventing.Filing;

/// <summary>
/// A message that could not be handled, as it lies in the bucket of dead letters: all that it takes to understand it,
/// and to publish it again exactly as it was.
/// </summary>
/// <remarks>
/// Whoever replays one moves it aside first, to its <see cref="AsideName"/>, then publishes <see cref="Replay"/> to the
/// topic of the origin, and deletes it from there once Pub/Sub has it; each on the condition of the generation. Never
/// published from under its own name: filing is idempotent by name, so that an event which fails again at once would be
/// taken for filed already, and then be deleted. For the same reason whoever finds one aside deletes what is left of it
/// under its own name, before publishing it: who died in between may have left both.
/// </remarks>
/// <param name="Reason">
/// Machine-readable: what the function gave that gave it up, or one of the constants below.
/// </param>
/// <param name="Origin">Where it was given up.</param>
/// <param name="FiledAt">When it was filed first.</param>
/// <param name="Attributes">All of them, those of the dead-lettering too.</param>
/// <param name="Data">The data, exact; in the file as base64.</param>
/// <param name="Message">The reason for people; absent where Pub/Sub gave it up, which says nothing.</param>
/// <param name="MessageId">What Pub/Sub knew the dead letter by; absent for what was no push.</param>
/// <param name="PublishTime">When the dead letter was published; absent for what was no push.</param>
/// <param name="Json">The data once more, to be read by people; absent for what is no short JSON.</param>
/// <param name="Text">The data once more, to be read by people; absent for what is no short text, or JSON.</param>
public sealed record FiledDeadLetter(
    string Reason,
    DeadLetterOrigin Origin,
    DateTimeOffset FiledAt,
    IReadOnlyDictionary<string, string> Attributes,
    [property: JsonPropertyOrder(1)] ReadOnlyMemory<byte> Data,
    string? Message = null,
    string? MessageId = null,
    DateTimeOffset? PublishTime = null,
    JsonElement? Json = null,
    string? Text = null)
{
    /// <summary>The reason of what Pub/Sub gave up after the attempts that the subscription allows.</summary>
    public const string TooManyAttempts = "too-many-attempts";

    /// <summary>The reason of what somebody published as a dead letter without saying why.</summary>
    public const string NotGiven = "not-given";

    /// <summary>The reason of what is no message at all.</summary>
    public const string Undecodable = "undecodable";

    private static readonly FilingJson _json = new(new JsonSerializerOptions(FilingJson.Default.Options)
    {
        // Written for people, and never part of a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>What a push of the dead-letter topic brought.</summary>
    public static FiledDeadLetter Of(PushedMessage pushed, DateTimeOffset now)
    {
        var readable = ReadableData.Of(pushed.Data);
        var origin = DeadLetterOrigin.Of(pushed.Attributes);
        return new FiledDeadLetter(
            pushed.Attributes.GetValueOrDefault(DeadLetters.ReasonAttribute)
                ?? (origin.Subscription is null ? NotGiven : TooManyAttempts),
            origin,
            now,
            pushed.Attributes,
            pushed.Data,
            pushed.Attributes.GetValueOrDefault(DeadLetters.MessageAttribute),
            pushed.MessageId,
            pushed.PublishTime,
            readable.Json,
            readable.Text);
    }

    /// <summary>A request that is no push; kept all the same, since nobody can tell what it was meant to be.</summary>
    public static FiledDeadLetter OfRequest(ReadOnlyMemory<byte> body, string? contentType, DateTimeOffset now) =>
        Of(
            new PushedMessage(
                null,
                null,
                null,
                contentType is null
                    ? new Dictionary<string, string>()
                    : new Dictionary<string, string> { [PubSubBinding.ContentTypeAttribute] = contentType },
                body),
            now) with
        {
            Reason = Undecodable,
            Message = "The request is no push of a Pub/Sub message.",
        };

    /// <summary>Reads a file.</summary>
    /// <exception cref="JsonException">It is not one of these.</exception>
    public static FiledDeadLetter Read(ReadOnlySpan<byte> utf8Json) =>
        JsonSerializer.Deserialize(utf8Json, _json.FiledDeadLetter)
        ?? throw new JsonException("The file holds no dead letter.");

    /// <summary>Writes a file.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, _json.FiledDeadLetter);

    /// <summary>
    /// The message as it was first published: data, <c>ce-…</c> and <c>content-type</c> unchanged, and nothing else,
    /// as the rest was added on the way.
    /// </summary>
    public PubsubMessage Replay()
    {
        var message = new PubsubMessage { Data = ByteString.CopyFrom(Data.Span) };
        foreach (var (name, value) in Attributes.Where(attribute => IsOfTheEvent(attribute.Key)))
        {
            message.Attributes[name] = value;
        }
        return message;
    }

    internal static bool IsOfTheEvent(string attribute) => attribute == PubSubBinding.ContentTypeAttribute
        || attribute.StartsWith(PubSubBinding.AttributePrefix, StringComparison.Ordinal);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true)]
[JsonSerializable(typeof(FiledDeadLetter))]
internal sealed partial class FilingJson : JsonSerializerContext;
