using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Gif;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Webp;

namespace Shop.SixLabors.ImageSharp.Tests;

/// <summary>The four formats that the suite reads, and no other.</summary>
internal static class Four
{
    internal static readonly Configuration Formats = new(
        new JpegConfigurationModule(), new PngConfigurationModule(), new WebpConfigurationModule(),
        new GifConfigurationModule());

    internal static DecoderOptions Options { get; } = new() { Configuration = Formats, MaxFrames = 1 };

    internal static DecoderOptions Scaled { get; } = new()
    {
        Configuration = Formats,
        MaxFrames = 1,
        TargetSize = new Size(16, 16),
    };
}
