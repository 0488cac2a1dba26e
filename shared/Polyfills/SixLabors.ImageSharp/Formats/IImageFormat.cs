namespace SixLabors.ImageSharp.Formats;

/// <summary>An encoding of images.</summary>
public interface IImageFormat
{
    string Name { get; }

    string DefaultMimeType { get; }

    IEnumerable<string> MimeTypes { get; }

    IEnumerable<string> FileExtensions { get; }
}

/// <summary>Makes a format known to a configuration.</summary>
public interface IImageFormatConfigurationModule
{
    void Configure(Configuration configuration);
}

/// <summary>What a pixel is made of.</summary>
public class PixelTypeInfo
{
    public PixelTypeInfo(int bitsPerPixel) => BitsPerPixel = bitsPerPixel;

    public PixelTypeInfo(int bitsPerPixel, PixelFormats.PixelAlphaRepresentation alpha)
        : this(bitsPerPixel) => AlphaRepresentation = alpha;

    public int BitsPerPixel { get; }

    public PixelFormats.PixelAlphaRepresentation? AlphaRepresentation { get; }
}
