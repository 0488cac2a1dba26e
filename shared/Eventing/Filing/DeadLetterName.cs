using System.Security.Cryptography;

namespace Shop.Eventing.Filing;

/// <summary>
/// Where a dead letter lies: <c>&lt;subscription or function&gt;/&lt;event&gt;-&lt;content&gt;.json</c>. All of it
/// follows from the message, so that one that is delivered again, or dead-lettered twice, finds itself filed already.
/// </summary>
/// <remarks>
/// The event is a hash of subscription, source and id, and of all that there is where it has no id. The content is
/// a hash of type and data: an id that was used for two contents is a reason for dead letters, and both are wanted
/// then. No date, as every time that a letter carries changes when it comes again; Cloud Storage notes when an
/// object was made.
/// </remarks>
public static class DeadLetterName
{
    /// <summary>The folder of what came from nowhere that is known.</summary>
    public const string UnknownOrigin = "unknown";

    // Of the folder; ids of subscriptions have up to 255.
    private const int FolderLengthMax = 255;

    private const int ContentDigits = 16;

    /// <summary>Name of the object.</summary>
    public static string Of(FiledDeadLetter letter)
    {
        var data = Convert.ToHexStringLower(SHA256.HashData(letter.Data.Span));
        var identity = EventIds.Derive(
        [
            letter.Origin.Subscription ?? "",
            // A function that was called without a subscription, as Eventarc does.
            letter.Origin.Subscription is null ? letter.Origin.Handler ?? "" : "",
            .. EventOf(letter.Attributes, data),
        ]);
        var content = EventIds.Derive(letter.Attributes.GetValueOrDefault(PubSubBinding.TypeAttribute) ?? "", data)[..ContentDigits];
        return $"{FolderOf(letter.Origin)}/{identity}-{content}.json";
    }

    private static IEnumerable<string> EventOf(IReadOnlyDictionary<string, string> attributes, string data) =>
        attributes.TryGetValue(PubSubBinding.SourceAttribute, out var source)
        && attributes.TryGetValue(PubSubBinding.IdAttribute, out var id)
            ? [source, id]
            : attributes
                .Where(attribute => FiledDeadLetter.IsOfTheEvent(attribute.Key))
                .OrderBy(attribute => attribute.Key, StringComparer.Ordinal)
                .SelectMany(attribute => new[] { attribute.Key, attribute.Value })
                .Append(data);

    private static string FolderOf(DeadLetterOrigin origin)
    {
        var name = origin.Subscription is { } subscription
            ? subscription[(subscription.LastIndexOf('/') + 1)..]
            : origin.Handler ?? UnknownOrigin;
        var safe = string.Concat(name.Take(FolderLengthMax).Select(character =>
            char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or '~' or '+' ? character : '_'));
        return safe.Trim('.').Length == 0 ? UnknownOrigin : safe;
    }
}
