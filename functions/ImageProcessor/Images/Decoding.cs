using Shop.Contracts;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Gif;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.Processing;

namespace Shop.ImageProcessor.Images;

/// <summary>How files are decoded: four formats and no other, one frame, one thread.</summary>
internal static class Decoding
{
    // One thread per image: an instance handles several events at once, and more threads would only queue.
    private static readonly Configuration _configuration = new(
        new JpegConfigurationModule(),
        new PngConfigurationModule(),
        new WebpConfigurationModule(),
        new GifConfigurationModule())
    {
        MaxDegreeOfParallelism = 1,
    };

    public static DecoderOptions HeaderOptions { get; } = new() { Configuration = _configuration, MaxFrames = 1 };

    /// <param name="header">Header of the file.</param>
    /// <param name="size">Size to decode at, as the image is seen; not above the header's.</param>
    public static DecoderOptions At(ImageHeader header, Dimensions size)
    {
        // The decoder scales before the orientation is applied, and it would enlarge.
        var stored = header.Transposed ? size.Transposed : size;
        return new DecoderOptions
        {
            Configuration = _configuration,
            MaxFrames = 1,
            TargetSize = size == header.Seen ? null : new Size(stored.Width, stored.Height),
            Sampler = KnownResamplers.Lanczos3,
        };
    }

    public static ImageFault Corrupt(ImageFormatException fault) =>
        new(ImageFailureReasons.Corrupt, $"The image cannot be decoded: {fault.Message}");
}
