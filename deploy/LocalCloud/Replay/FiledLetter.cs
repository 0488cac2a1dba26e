using System.Text.Json;
using System.Text.Json.Serialization;
using Google.Cloud.PubSub.V1;
using Google.Protobuf;

namespace Shop.LocalCloud.Replay;

/// <summary>
/// A message that could not be handled, as <c>functions/DeadLetters</c> files it: what of the file it takes
/// to show it and to publish it again.
/// </summary>
/// <param name="Reason">Why it was given up, for programs.</param>
/// <param name="Origin">Where it was given up.</param>
/// <param name="FiledAt">When it was filed.</param>
/// <param name="Attributes">All of them, also those that were added on the way.</param>
/// <param name="Data">The data, exact; base64 in the file.</param>
/// <param name="Message">
/// Why it was given up, for people; absent where Pub/Sub did, which says nothing.
/// </param>
internal sealed record FiledLetter(
    string Reason,
    LetterOrigin Origin,
    DateTimeOffset FiledAt,
    IReadOnlyDictionary<string, string> Attributes,
    ReadOnlyMemory<byte> Data,
    string? Message = null)
{
    private const string ContentType = "content-type";
    private const string OfTheEvent = "ce-";

    /// <returns>Null where the file is no dead letter.</returns>
    public static FiledLetter? Read(ReadOnlySpan<byte> file)
    {
        try
        {
            return JsonSerializer.Deserialize(file, LetterJson.Default.FiledLetter);
        }
        catch (JsonException)
        {
            // Anybody may put anything into the bucket.
            return null;
        }
    }

    /// <summary>
    /// As it was first published: what else is among the attributes was added when it was given up.
    /// </summary>
    public PubsubMessage ToMessage()
    {
        var message = new PubsubMessage { Data = ByteString.CopyFrom(Data.Span) };
        foreach (var (name, value) in Attributes)
        {
            if (name == ContentType || name.StartsWith(OfTheEvent, StringComparison.Ordinal))
            {
                message.Attributes[name] = value;
            }
        }
        return message;
    }
}

/// <param name="Subscription">Full name of the subscription that delivered it, where one is known.</param>
/// <param name="Topic">Id of the topic that it came from, where that is known.</param>
/// <param name="Handler">The function that gave it up; null where Pub/Sub did.</param>
/// <param name="Deliveries">How often Pub/Sub tried; null where a function gave it up.</param>
internal sealed record LetterOrigin(
    string? Subscription = null, string? Topic = null, string? Handler = null, string? Deliveries = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(FiledLetter))]
[JsonSerializable(typeof(LetterList))]
[JsonSerializable(typeof(LetterContent))]
[JsonSerializable(typeof(Replayed))]
internal sealed partial class LetterJson : JsonSerializerContext;
