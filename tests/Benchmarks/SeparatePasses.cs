using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace Shop.Benchmarks;

/// <summary>What one writes at first: each variant on its own, from the file to the file.</summary>
internal static class SeparatePasses
{
    /// <param name="file">The original.</param>
    /// <param name="boxes">Into which the variants fit.</param>
    /// <param name="quality">Of the JPEGs.</param>
    /// <param name="decodeSmall">Whether the decoder is told the size that is wanted.</param>
    public static void Run(byte[] file, IEnumerable<Size> boxes, int quality, bool decodeSmall)
    {
        foreach (var box in boxes)
        {
            var options = decodeSmall
                ? new DecoderOptions { TargetSize = box, Sampler = KnownResamplers.Lanczos3 }
                : new DecoderOptions();
            using var image = Image.Load<Rgba32>(options, file);
            image.Mutate(context => context.AutoOrient().Resize(new ResizeOptions
            {
                Size = box,
                Mode = ResizeMode.Max,
                // The same as the function's: with a lesser one it would be faster, and worse.
                Sampler = KnownResamplers.Lanczos3,
            }));
            using var encoded = new MemoryStream();
            image.Save(encoded, new JpegEncoder { Quality = quality });
        }
    }
}
