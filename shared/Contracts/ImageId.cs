using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Shop.Contracts;

/// <summary>
/// Names an uploaded image for ever: 32 lower-case hexadecimal digits, derived from bucket and object name
/// alone, so that whoever knows where an image lies knows its id, and a new generation of the object keeps
/// it.
/// </summary>
[JsonConverter(typeof(TextIdJsonConverter<ImageId>))]
public readonly record struct ImageId : ITextId<ImageId>
{
    private const int Digits = 32;

    private readonly string? _value;

    private ImageId(string value) => _value = value;

    /// <summary>The digits; 32 zeros for an id that was never assigned.</summary>
    public string Value => _value ?? new string('0', Digits);

    static string ITextId<ImageId>.Form => "An image id is 32 lower-case hexadecimal digits";

    static string ITextId<ImageId>.Pattern => "^[0-9a-f]{32}$";

    /// <param name="bucket">
    /// Bucket name, which cannot hold a line break, so the pair below is unambiguous.
    /// </param>
    /// <param name="name">Object name, any characters.</param>
    public static ImageId Of(string bucket, string name)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(bucket + "\n" + name));
        return new ImageId(Convert.ToHexStringLower(hash)[..Digits]);
    }

    /// <returns>False unless <paramref name="text"/> is exactly 32 lower-case hexadecimal digits.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out ImageId id)
    {
        var valid = text is { Length: Digits } && text.All(char.IsAsciiHexDigitLower);
        id = valid ? new ImageId(text!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
