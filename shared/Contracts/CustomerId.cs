using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Shop.Contracts;

/// <summary>
/// Names a customer: the subject of the token that they came with. Opaque; 1–128 printable ASCII characters
/// without <c>%</c> and <c>"</c>, so that an event attribute or a header can carry it unchanged.
/// </summary>
[JsonConverter(typeof(TextIdJsonConverter<CustomerId>))]
public readonly record struct CustomerId : ITextId<CustomerId>
{
    private readonly string? _value;

    private CustomerId(string value) => _value = value;

    /// <summary>The text; empty for an id that was never assigned.</summary>
    public string Value => _value ?? "";

    static string ITextId<CustomerId>.Form =>
        "A customer id is 1 to 128 printable ASCII characters without percent sign and quotation mark";

    static string ITextId<CustomerId>.Pattern =>
        $"^{AttributeCharacters.Class}{{1,{ContractLimits.CustomerIdLengthMax}}}$";

    /// <param name="text">The id.</param>
    /// <exception cref="FormatException">It is not of the form above.</exception>
    public static CustomerId Parse(string text) => TextId.Parse<CustomerId>(text);

    /// <returns>False unless <paramref name="text"/> has the form above.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out CustomerId id)
    {
        var valid = text is { Length: > 0 and <= ContractLimits.CustomerIdLengthMax }
            && AttributeCharacters.AreAll(text);
        id = valid ? new CustomerId(text!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
