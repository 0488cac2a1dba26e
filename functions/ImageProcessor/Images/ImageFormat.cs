namespace Shop.ImageProcessor.Images;

/// <summary>The formats that are read.</summary>
public enum ImageFormat
{
    Jpeg,
    Png,
    Webp,
    Gif,
}
