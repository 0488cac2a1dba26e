using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.Native;

namespace SixLabors.ImageSharp.Formats.Png;

/// <summary>Writes PNG of 8 bits a sample. The colour profile is written even when metadata is to be skipped,
/// as the published package does.</summary>
public class PngEncoder : ImageEncoder
{
    // VipsForeignPngFilter: predicted from the neighbours, as the PNG specification recommends for true
    // colour.
    private const int Paeth = 0x80;

    /// <summary>Without it what the pixels need.</summary>
    public PngColorType? ColorType { get; init; }

    public PngCompressionLevel CompressionLevel { get; init; } = PngCompressionLevel.DefaultCompression;

    private protected override string Saver => "pngsave_buffer";

    private protected override void Check(Size size)
    {
    }

    private protected override int Bands(ImageMetadata metadata, int stored) => ColorType switch
    {
        PngColorType.Grayscale => 1,
        PngColorType.GrayscaleWithAlpha => 2,
        PngColorType.Rgb => 3,
        PngColorType.RgbWithAlpha => 4,
        null => stored,
    };

    private protected override void Configure(VipsOperation saver, ImageMetadata metadata) => saver
        .Set("compression", (int)CompressionLevel)
        .Set("filter", Paeth);

    private protected override void Write(
        ReadOnlySpan<byte> encoded, ImageMetadata metadata, Stream stream) =>
        PngProfileWriter.Write(encoded, metadata, SkipMetadata, stream);
}
