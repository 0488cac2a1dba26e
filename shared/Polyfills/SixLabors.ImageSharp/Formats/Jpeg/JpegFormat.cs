namespace SixLabors.ImageSharp.Formats.Jpeg;

/// <summary>JPEG, baseline and progressive.</summary>
public sealed class JpegFormat : IImageFormat
{
    private JpegFormat()
    {
    }

    public static JpegFormat Instance { get; } = new();

    public string Name => "JPEG";

    public string DefaultMimeType => "image/jpeg";

    public IEnumerable<string> MimeTypes { get; } = ["image/jpeg", "image/pjpeg"];

    public IEnumerable<string> FileExtensions { get; } = ["jpg", "jpeg", "jfif"];
}

/// <summary>Makes JPEG known.</summary>
public sealed class JpegConfigurationModule : IImageFormatConfigurationModule
{
    public void Configure(Configuration configuration) =>
        configuration.ImageFormatsManager.Add(JpegDecoder.Instance);
}

/// <summary>Colour model and resolution of the colours of an encoded JPEG.</summary>
public enum JpegEncodingColor : byte
{
    YCbCrRatio420 = 0,
    YCbCrRatio444 = 1,
    Luminance = 5,
}
