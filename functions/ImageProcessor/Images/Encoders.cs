using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Webp;

namespace Shop.ImageProcessor.Images;

/// <summary>How variants are encoded.</summary>
internal static class Encoders
{
    public static IImageEncoder For(VariantPlan plan) => plan.Format switch
    {
        OutputFormat.Jpeg => new JpegEncoder { Quality = plan.Spec.Quality },
        OutputFormat.Png => new PngEncoder(),
        // The default method takes three times the time for files that are a few per cent smaller.
        OutputFormat.Webp => new WebpEncoder
        {
            FileFormat = WebpFileFormatType.Lossy,
            Quality = plan.Spec.Quality,
            Method = WebpEncodingMethod.Level0,
        },
    };
}
