using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Metadata;

namespace SixLabors.ImageSharp;

/// <summary>What the header of an encoded image says.</summary>
public class ImageInfo
{
    public ImageInfo(PixelTypeInfo pixelType, Size size, ImageMetadata? metadata)
        : this(pixelType, size, metadata, null)
    {
    }

    public ImageInfo(
        PixelTypeInfo pixelType,
        Size size,
        ImageMetadata? metadata,
        IReadOnlyList<ImageFrameMetadata>? frameMetadataCollection)
    {
        PixelType = pixelType;
        Size = size;
        Metadata = metadata ?? new ImageMetadata();
        FrameMetadataCollection = frameMetadataCollection ?? [];
    }

    public PixelTypeInfo PixelType { get; }

    public int Width => Size.Width;

    public int Height => Size.Height;

    public ImageMetadata Metadata { get; }

    /// <summary>One entry for each frame of a GIF; empty for the other formats.</summary>
    public IReadOnlyList<ImageFrameMetadata> FrameMetadataCollection { get; }

    public Size Size { get; }

    public Rectangle Bounds => new(Point.Empty, Size);
}
