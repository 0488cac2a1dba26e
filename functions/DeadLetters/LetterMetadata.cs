using Shop.Eventing;
using Shop.Eventing.Filing;

namespace Shop.DeadLetters;

/// <summary>What a list of objects shows of a letter, without opening it.</summary>
internal static class LetterMetadata
{
    // Cloud Storage allows 8 KiB for all of it together.
    private const int ValueLengthMax = 512;

    private const string None = "-";

    public static IReadOnlyDictionary<string, string> Of(FiledDeadLetter letter)
    {
        var (reason, type, origin) = Summary(letter);
        var values = new Dictionary<string, string?>
        {
            ["reason"] = reason,
            ["type"] = type,
            ["origin"] = origin,
            ["topic"] = letter.Origin.Topic,
            ["event-id"] = letter.Attributes.GetValueOrDefault(PubSubBinding.IdAttribute),
            ["event-time"] = letter.Attributes.GetValueOrDefault(PubSubBinding.AttributePrefix + "time"),
            ["message-id"] = letter.MessageId,
        };
        return values.Where(pair => !string.IsNullOrEmpty(pair.Value))
            .ToDictionary(pair => pair.Key, pair => Short(pair.Value!));
    }

    public static (string Reason, string Type, string Origin) Summary(FiledDeadLetter letter) => (
        Short(letter.Reason),
        Short(letter.Attributes.GetValueOrDefault(PubSubBinding.TypeAttribute) ?? None),
        Short(letter.Origin.Subscription ?? letter.Origin.Handler ?? None));

    private static string Short(string text)
    {
        var safe = AttributeText.Sentence(text);
        return safe.Length <= ValueLengthMax ? safe : safe[..ValueLengthMax];
    }
}
