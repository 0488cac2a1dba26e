namespace Shop.ImageProcessor.Images;

/// <summary>The formats that are written.</summary>
public enum OutputFormat
{
    Jpeg,
    Png,
    Webp,
}

internal static class OutputFormats
{
    /// <summary>What a variant is encoded as that was asked for in the format of its original.</summary>
    public static OutputFormat LikeOriginal(ImageFormat original) => original switch
    {
        ImageFormat.Jpeg => OutputFormat.Jpeg,
        ImageFormat.Png => OutputFormat.Png,
        ImageFormat.Webp => OutputFormat.Webp,
        // Nothing here writes GIF; PNG keeps its palette's colours and its transparency exactly.
        ImageFormat.Gif => OutputFormat.Png,
    };

    public static string Extension(this OutputFormat format) => format switch
    {
        OutputFormat.Jpeg => "jpg",
        OutputFormat.Png => "png",
        OutputFormat.Webp => "webp",
    };

    public static string ContentType(this OutputFormat format) => format switch
    {
        OutputFormat.Jpeg => "image/jpeg",
        OutputFormat.Png => "image/png",
        OutputFormat.Webp => "image/webp",
    };
}
