using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Shop.Contracts;

/// <summary>
/// Stock keeping unit: names what can be bought. 1–64 lower-case letters, digits, <c>-</c>, <c>_</c> and
/// <c>.</c>, the first a letter or digit; so it is a document name and a URL segment without any escaping.
/// </summary>
[JsonConverter(typeof(TextIdJsonConverter<Sku>))]
public readonly record struct Sku : ITextId<Sku>
{
    private readonly string? _value;

    private Sku(string value) => _value = value;

    /// <summary>The text; empty for one that was never assigned.</summary>
    public string Value => _value ?? "";

    static string ITextId<Sku>.Form =>
        "A SKU is 1 to 64 lower-case letters, digits, '-', '_' and '.', the first a letter or digit";

    static string ITextId<Sku>.Pattern => $"^[a-z0-9][a-z0-9._-]{{0,{ContractLimits.SkuLengthMax - 1}}}$";

    /// <param name="text">The SKU.</param>
    /// <exception cref="FormatException">It is not of the form above.</exception>
    public static Sku Parse(string text) => TextId.Parse<Sku>(text);

    /// <returns>False unless <paramref name="text"/> has the form above.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out Sku sku)
    {
        var valid = text is { Length: > 0 and <= ContractLimits.SkuLengthMax }
            && IsLetterOrDigit(text[0])
            && text.All(character => IsLetterOrDigit(character) || character is '-' or '_' or '.');
        sku = valid ? new Sku(text!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static bool IsLetterOrDigit(char character) =>
        char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character);
}
