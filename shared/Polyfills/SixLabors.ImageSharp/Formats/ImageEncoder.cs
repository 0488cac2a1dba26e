using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.Native;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Formats;

/// <summary>Writes one format.</summary>
public interface IImageEncoder
{
    bool SkipMetadata { get; init; }
}

/// <summary>Writes one format: the pixels with libvips, the profiles in managed code, since libvips would add
/// EXIF values of its own.</summary>
public abstract class ImageEncoder : IImageEncoder
{
    private const double MillimetresPerInch = 25.4;

    private protected ImageEncoder()
    {
    }

    public bool SkipMetadata { get; init; }

    private protected abstract string Saver { get; }

    internal static ImageEncoder Of(IImageEncoder encoder) => encoder as ImageEncoder
        ?? throw new NotSupportedException("Only the encoders of this package are supported.");

    internal void Encode(Image image, Stream stream)
    {
        Check(image.Size);
        try
        {
            using var pipeline = Prepare(
                image.Pixels, Bands(image.Metadata, image.Pixels.Bands), out var grey);
            using var converted = grey;
            SetResolution(pipeline, image.Metadata);
            using var saver = new VipsOperation(Saver).Set("in", pipeline.Image).Set("strip", true);
            Configure(saver, image.Metadata);
            saver.RunToBytes("buffer", encoded => Write(encoded, image.Metadata, stream));
            GC.KeepAlive(image);
        }
        catch (VipsException exception)
        {
            throw new ImageFormatException(exception.Message, exception);
        }
    }

    /// <summary>Refuses what the format cannot hold.</summary>
    private protected abstract void Check(Size size);

    /// <summary>Samples a pixel that the format and its options ask for, given those that are
    /// stored.</summary>
    private protected abstract int Bands(ImageMetadata metadata, int stored);

    private protected abstract void Configure(VipsOperation saver, ImageMetadata metadata);

    private protected abstract void Write(ReadOnlySpan<byte> encoded, ImageMetadata metadata, Stream stream);

    private static Pipeline Prepare(PixelBuffer pixels, int bands, out PixelBuffer? grey)
    {
        grey = (bands, pixels.Bands) switch
        {
            (1, > 2) => PixelConversion.Expand<L8>(pixels),
            (2, > 2) => PixelConversion.Expand<La16>(pixels),
            _ => null,
        };
        var pipeline = Pipeline.From(grey ?? pixels);
        if (bands > 2)
        {
            pipeline.ToColour();
        }

        return bands is 2 or 4 ? pipeline.AddAlpha() : pipeline.DropAlpha();
    }

    private static void SetResolution(Pipeline pipeline, ImageMetadata metadata)
    {
        var perMillimetre = metadata.ResolutionUnits switch
        {
            PixelResolutionUnit.PixelsPerCentimeter => 0.1,
            PixelResolutionUnit.PixelsPerMeter => 0.001,
            PixelResolutionUnit.PixelsPerInch or PixelResolutionUnit.AspectRatio => 1 / MillimetresPerInch,
        };
        pipeline.SetResolution(
            metadata.HorizontalResolution * perMillimetre, metadata.VerticalResolution * perMillimetre);
    }
}
