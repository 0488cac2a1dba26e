using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.Native;

namespace SixLabors.ImageSharp.Formats.Jpeg;

/// <summary>Writes baseline JPEG. Alpha is dropped, so a transparent pixel shows the colour it hides.
/// Profiles are written even when metadata is to be skipped, as the published package does: set them to null
/// to be rid of them.</summary>
public sealed class JpegEncoder : ImageEncoder
{
    private const int QualityDefault = 75;
    private const int LengthMax = 65_535;
    private const int SubsampleChroma = 1;
    private const int KeepChroma = 2;

    private readonly int? quality;

    /// <summary>1 to 100; without it 75, where the published package takes that of a JPEG source.</summary>
    public int? Quality
    {
        get => quality;
        init => quality = value is < 1 or > 100
            ? throw new ArgumentException("Quality factor must be in [1..100] range.")
            : value;
    }

    /// <summary>Without it that of a JPEG source, else colours at half the resolution.</summary>
    public JpegEncodingColor? ColorType { get; init; }

    private protected override string Saver => "jpegsave_buffer";

    private protected override void Check(Size size)
    {
        if (size.Width > LengthMax || size.Height > LengthMax)
        {
            throw new ImageFormatException(
                $"Image is too large to encode at {size.Width}x{size.Height} for JPEG format.");
        }
    }

    private protected override int Bands(ImageMetadata metadata, int stored) =>
        Color(metadata) == JpegEncodingColor.Luminance ? 1 : 3;

    private protected override void Configure(VipsOperation saver, ImageMetadata metadata) => saver
        .Set("Q", Quality ?? QualityDefault)
        .Set(
            "subsample_mode",
            Color(metadata) == JpegEncodingColor.YCbCrRatio444 ? KeepChroma : SubsampleChroma);

    private protected override void Write(
        ReadOnlySpan<byte> encoded, ImageMetadata metadata, Stream stream) =>
        JpegSegmentWriter.Write(encoded, metadata, stream);

    private JpegEncodingColor Color(ImageMetadata metadata) =>
        ColorType ?? metadata.JpegColor ?? JpegEncodingColor.YCbCrRatio420;
}
