namespace SixLabors.ImageSharp.Formats.Png;

/// <summary>PNG; of an animated one the default image.</summary>
public sealed class PngFormat : IImageFormat
{
    private PngFormat()
    {
    }

    public static PngFormat Instance { get; } = new();

    public string Name => "PNG";

    public string DefaultMimeType => "image/png";

    public IEnumerable<string> MimeTypes { get; } = ["image/png", "image/apng"];

    public IEnumerable<string> FileExtensions { get; } = ["png", "apng"];
}

/// <summary>Makes PNG known.</summary>
public sealed class PngConfigurationModule : IImageFormatConfigurationModule
{
    public void Configure(Configuration configuration) =>
        configuration.ImageFormatsManager.Add(PngDecoder.Instance);
}

/// <summary>What a pixel of a PNG is made of, numbered as in its header.</summary>
public enum PngColorType : byte
{
    Grayscale = 0,
    Rgb = 2,
    GrayscaleWithAlpha = 4,
    RgbWithAlpha = 6,
}

/// <summary>Effort spent on size.</summary>
public enum PngCompressionLevel
{
    Level0 = 0,
    NoCompression = Level0,
    Level1 = 1,
    BestSpeed = Level1,
    Level2 = 2,
    Level3 = 3,
    Level4 = 4,
    Level5 = 5,
    Level6 = 6,
    DefaultCompression = Level6,
    Level7 = 7,
    Level8 = 8,
    Level9 = 9,
    BestCompression = Level9,
}
