using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.Native;

namespace SixLabors.ImageSharp.Formats.Webp;

/// <summary>Writes WebP. The colour profile is written even when metadata is to be skipped, as the
/// published package does.</summary>
public sealed class WebpEncoder : ImageEncoder
{
    private const int LengthMax = 16_383;

    /// <summary>Without it that of a WebP source, lossless for one of PNG or GIF, else lossy.</summary>
    public WebpFileFormatType? FileFormat { get; init; }

    /// <summary>0 to 100: what is kept when lossy, how hard is tried when lossless.</summary>
    public int Quality { get; init; } = 75;

    public WebpEncodingMethod Method { get; init; } = WebpEncodingMethod.Default;

    private protected override string Saver => "webpsave_buffer";

    private protected override void Check(Size size)
    {
        if (size.Width > LengthMax || size.Height > LengthMax)
        {
            throw new ImageFormatException(
                $"Image is too large to encode at {size.Width}x{size.Height} for WEBP format.");
        }
    }

    private protected override int Bands(ImageMetadata metadata, int stored) =>
        stored > 2 ? stored : stored + 2;

    private protected override void Configure(VipsOperation saver, ImageMetadata metadata) => saver
        .Set("Q", Quality)
        .Set("effort", (int)Method)
        .Set("lossless", (FileFormat ?? metadata.WebpFileFormat) == WebpFileFormatType.Lossless);

    private protected override void Write(
        ReadOnlySpan<byte> encoded, ImageMetadata metadata, Stream stream) =>
        WebpProfileWriter.Write(encoded, metadata, SkipMetadata, stream);
}
