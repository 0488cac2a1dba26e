using System.Text.Json;
using System.Text.Json.Serialization;
using Shop.Contracts;

namespace Shop.ImageProcessor;

/// <summary>
/// The state of an image, stored beside its variants: which generation of the original they were made from. It is
/// written last, so that whoever reads it finds every variant that it names.
/// </summary>
/// <param name="Source">The original.</param>
/// <param name="Variants">The variants, in the order in which they are configured.</param>
/// <param name="ThumbHash">Base64 of a ThumbHash.</param>
public sealed record Manifest(ImageSource Source, IReadOnlyList<ImageVariant> Variants, string ThumbHash)
{
    /// <summary>A manifest of a hundred variants is a twentieth of this.</summary>
    public const int BytesMax = 1 << 20;

    public static string ObjectName(string imageName) => imageName + "/manifest.json";

    public byte[] ToUtf8Json() => JsonSerializer.SerializeToUtf8Bytes(this, ManifestJson.Default.Manifest);

    /// <returns>Null where it is not a manifest: somebody else wrote there, or an older version of this did.</returns>
    public static Manifest? TryParse(ReadOnlySpan<byte> utf8Json)
    {
        try
        {
            return JsonSerializer.Deserialize(utf8Json, ManifestJson.Default.Manifest);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true)]
[JsonSerializable(typeof(Manifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
