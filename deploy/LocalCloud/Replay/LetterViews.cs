using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using Shop.Eventing.Filing;
using Shop.LocalCloud.Storage;

namespace Shop.LocalCloud.Replay;

/// <param name="Bucket">Where they lie.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Letters">The newest of them, newest first.</param>
internal sealed record LetterList(string Bucket, int Total, IReadOnlyList<LetterSummary> Letters);

/// <summary>What a list shows of a dead letter. What is not known is null.</summary>
/// <param name="Object">Name of the object.</param>
/// <param name="Generation">Of the object; in quotes, as Cloud Storage writes it.</param>
/// <param name="FiledAt">When it was filed.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="Type">Of the event.</param>
/// <param name="EventId">Of the event.</param>
/// <param name="Origin">The subscription that delivered it, else the function that gave it up.</param>
/// <param name="Topic">Id of the topic to which it is replayed; null where it cannot be.</param>
/// <param name="Reason">Why it was given up, for programs.</param>
/// <param name="Message">Why it was given up, for people.</param>
/// <param name="Fault">Why the file cannot be read; null where it can.</param>
internal sealed record LetterSummary(
    string Object,
    string Generation,
    DateTimeOffset FiledAt,
    long Bytes,
    string? Type = null,
    string? EventId = null,
    string? Origin = null,
    string? Topic = null,
    string? Reason = null,
    string? Message = null,
    string? Fault = null)
{
    public static LetterSummary Of(StoredObject stored, FiledDeadLetter letter)
    {
        var carried = EventEnvelope.Of(letter.Replay());
        return Of(stored) with
        {
            FiledAt = letter.FiledAt,
            Type = carried.Type,
            EventId = carried.Id,
            Origin = letter.Origin.Subscription ?? letter.Origin.Handler,
            Topic = letter.Origin.Topic,
            Reason = letter.Reason,
            Message = letter.Message,
        };
    }

    public static LetterSummary Unreadable(StoredObject stored) =>
        Of(stored) with { Fault = "The object is no dead letter that functions/DeadLetters has filed." };

    /// <summary>What the metadata tells of a file that is too large to be opened for a list.</summary>
    public static LetterSummary Unread(StoredObject stored)
    {
        return Of(stored) with
        {
            Type = Noted("type"),
            EventId = Noted("event-id"),
            Origin = Noted("origin"),
            Topic = Noted("topic"),
            Reason = Noted("reason"),
        };

        string? Noted(string name) => stored.Settings.Metadata?.GetValueOrDefault(name);
    }

    private static LetterSummary Of(StoredObject stored) => new(
        stored.Name, stored.Generation.ToString(CultureInfo.InvariantCulture), stored.TimeCreated,
        stored.Size);
}

/// <summary>What a dead letter holds.</summary>
/// <param name="Attributes">All of them.</param>
/// <param name="Text">The data, where it is text.</param>
/// <param name="Base64">The data, where it is not.</param>
/// <param name="Bytes">Length of the data.</param>
/// <param name="IsCut">Whether only the first <see cref="ShownBytesMax"/> of it are here.</param>
internal sealed record LetterContent(
    IReadOnlyDictionary<string, string> Attributes, string? Text, string? Base64, int Bytes, bool IsCut)
{
    /// <summary>More than this nobody reads on a page; the object itself has all of it.</summary>
    public const int ShownBytesMax = 64 * 1024;

    private static readonly UTF8Encoding _strict = new(false, throwOnInvalidBytes: true);

    public static LetterContent Of(FiledDeadLetter letter)
    {
        var shown = letter.Data.Span[..Math.Min(letter.Data.Length, ShownBytesMax)];
        var isCut = shown.Length < letter.Data.Length;
        var text = TextOf(shown, isCut);
        return new LetterContent(
            letter.Attributes, text, text is null ? Convert.ToBase64String(shown) : null, letter.Data.Length,
            isCut);
    }

    private static string? TextOf(ReadOnlySpan<byte> bytes, bool isCut)
    {
        try
        {
            // Where it is cut, the last character may be one half only.
            var characters = new char[bytes.Length];
            var count = _strict.GetDecoder().GetChars(bytes, characters, flush: !isCut);
            return new string(characters, 0, count);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}

/// <param name="Topic">Id of the topic to which it was published.</param>
/// <param name="MessageId">What Pub/Sub knows it by now.</param>
internal sealed record Replayed(string Topic, string MessageId);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LetterList))]
[JsonSerializable(typeof(LetterContent))]
[JsonSerializable(typeof(Replayed))]
internal sealed partial class LetterJson : JsonSerializerContext;
