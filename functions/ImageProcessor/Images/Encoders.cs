using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Webp;

namespace Shop.ImageProcessor.Images;

/// <summary>How variants are encoded.</summary>
internal static class Encoders
{
    public static IImageEncoder For(VariantSpec spec) => spec.Format switch
    {
        VariantFormat.Jpeg => new JpegEncoder { Quality = spec.Quality },
        VariantFormat.Png => new PngEncoder(),
        // The default method takes three times the time for files that are a few per cent smaller.
        VariantFormat.Webp => new WebpEncoder
        {
            FileFormat = WebpFileFormatType.Lossy,
            Quality = spec.Quality,
            Method = WebpEncodingMethod.Level0,
        },
    };
}
