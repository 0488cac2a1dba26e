namespace SixLabors.ImageSharp.Formats.Webp;

/// <summary>WebP, lossy and lossless; of an animated one the first frame.</summary>
public sealed class WebpFormat : IImageFormat
{
    private WebpFormat()
    {
    }

    public static WebpFormat Instance { get; } = new();

    public string Name => "Webp";

    public string DefaultMimeType => "image/webp";

    public IEnumerable<string> MimeTypes { get; } = ["image/webp"];

    public IEnumerable<string> FileExtensions { get; } = ["webp"];
}

/// <summary>Makes WebP known.</summary>
public sealed class WebpConfigurationModule : IImageFormatConfigurationModule
{
    public void Configure(Configuration configuration) =>
        configuration.ImageFormatsManager.Add(WebpDecoder.Instance);
}

/// <summary>Whether pixels are kept exactly.</summary>
public enum WebpFileFormatType
{
    Lossless,
    Lossy,
}

/// <summary>Effort spent on size and quality.</summary>
public enum WebpEncodingMethod
{
    Level0 = 0,
    Fastest = Level0,
    Level1 = 1,
    Level2 = 2,
    Level3 = 3,
    Level4 = 4,
    Default = Level4,
    Level5 = 5,
    Level6 = 6,
    BestQuality = Level6,
}
