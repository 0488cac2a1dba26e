using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Shop.Contracts;

/// <summary>
/// Names an order for ever: a UUID in its text form, lower case only, so that one id has one spelling
/// wherever it is compared as text (subjects, document names, URLs).
/// </summary>
[JsonConverter(typeof(TextIdJsonConverter<OrderId>))]
public readonly record struct OrderId : ITextId<OrderId>
{
    private const int Length = 36;

    private readonly string? _value;

    private OrderId(string value) => _value = value;

    /// <summary>The text; that of the nil UUID for an id that was never assigned.</summary>
    public string Value => _value ?? "00000000-0000-0000-0000-000000000000";

    static string ITextId<OrderId>.Form => "An order id is a UUID in lower case";

    static string ITextId<OrderId>.Pattern =>
        "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";

    /// <param name="uuid">The UUID; new orders take version 7, which sorts by time.</param>
    public static OrderId Of(Guid uuid) => new(uuid.ToString("D"));

    /// <param name="text">A UUID in lower case.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public static OrderId Parse(string text) => TextId.Parse<OrderId>(text);

    /// <returns>False unless <paramref name="text"/> is a UUID, 8-4-4-4-12 digits, in lower case.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out OrderId id)
    {
        // Not Guid.TryParse, which takes several spellings for one id.
        var valid = text is { Length: Length } && !text.Where((character, at) => !Fits(character, at)).Any();
        id = valid ? new OrderId(text!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static bool Fits(char character, int at) =>
        at is 8 or 13 or 18 or 23 ? character == '-' : char.IsAsciiHexDigitLower(character);
}
