using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Gif;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Webp;

namespace SixLabors.ImageSharp;

/// <summary>Which formats are known, and how images are worked on.</summary>
public sealed class Configuration
{
    private int maxDegreeOfParallelism = Environment.ProcessorCount;

    public Configuration()
    {
    }

    public Configuration(params IImageFormatConfigurationModule[] configurationModules)
    {
        foreach (var module in configurationModules ?? [])
        {
            module.Configure(this);
        }
    }

    /// <summary>PNG, JPEG, GIF and WebP; the published package knows five more.</summary>
    public static Configuration Default { get; } = new(
        new PngConfigurationModule(),
        new JpegConfigurationModule(),
        new GifConfigurationModule(),
        new WebpConfigurationModule());

    /// <summary>Threads that may work on one image, or -1. Here one thread does, which every bound
    /// allows.</summary>
    public int MaxDegreeOfParallelism
    {
        get => maxDegreeOfParallelism;
        set
        {
            if (value is 0 or < -1)
            {
                throw new ArgumentOutOfRangeException(nameof(MaxDegreeOfParallelism));
            }

            maxDegreeOfParallelism = value;
        }
    }

    public IEnumerable<IImageFormat> ImageFormats => ImageFormatsManager.ImageFormats;

    public ImageFormatManager ImageFormatsManager { get; private init; } = new();

    public void Configure(IImageFormatConfigurationModule configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        configuration.Configure(this);
    }

    /// <summary>A configuration of its own settings that shares the formats.</summary>
    public Configuration Clone() => new()
    {
        MaxDegreeOfParallelism = MaxDegreeOfParallelism,
        ImageFormatsManager = ImageFormatsManager,
    };
}
