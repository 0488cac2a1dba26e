namespace SixLabors.ImageSharp.Formats.Gif;

/// <summary>GIF, which is only read; of an animated one the first frame.</summary>
public sealed class GifFormat : IImageFormat
{
    private GifFormat()
    {
    }

    public static GifFormat Instance { get; } = new();

    public string Name => "GIF";

    public string DefaultMimeType => "image/gif";

    public IEnumerable<string> MimeTypes { get; } = ["image/gif"];

    public IEnumerable<string> FileExtensions { get; } = ["gif"];
}

/// <summary>Makes GIF known.</summary>
public sealed class GifConfigurationModule : IImageFormatConfigurationModule
{
    public void Configure(Configuration configuration) =>
        configuration.ImageFormatsManager.Add(GifDecoder.Instance);
}
