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

    /// <summary>The tests run against the polyfill and against what it stands in for.</summary>
    internal static bool IsPublishedPackage { get; } =
        typeof(Image).Assembly.GetType("SixLabors.ImageSharp.Native.VipsLibrary") is null;

    internal static DecoderOptions Options { get; } = new() { Configuration = Formats, MaxFrames = 1 };

    internal static DecoderOptions Scaled { get; } = new()
    {
        Configuration = Formats,
        MaxFrames = 1,
        TargetSize = new Size(16, 16),
    };
}
