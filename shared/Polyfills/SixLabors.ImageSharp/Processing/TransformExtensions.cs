using SixLabors.ImageSharp.Metadata.Profiles.Exif;

namespace SixLabors.ImageSharp.Processing;

/// <summary>Turns the image upright as its EXIF orientation says.</summary>
public static class AutoOrientExtensions
{
    /// <summary>Does nothing where the metadata was skipped while loading. What is turned loses its
    /// orientation tag; what is only mirrored, or upright, says 1 afterwards.</summary>
    public static IImageProcessingContext AutoOrient(this IImageProcessingContext source)
    {
        var exif = ImageProcessingContext.Of(source).Metadata.ExifProfile;
        if (exif is null || !exif.TryGetValue(ExifTag.Orientation, out var tag))
        {
            return source;
        }

        var orientation = tag.Value;
        exif.SetValue(ExifTag.Orientation, ExifOrientationMode.TopLeft);
        return orientation switch
        {
            ExifOrientationMode.TopRight => source.Flip(FlipMode.Horizontal),
            ExifOrientationMode.BottomRight => source.Rotate(RotateMode.Rotate180),
            ExifOrientationMode.BottomLeft => source.Flip(FlipMode.Vertical),
            ExifOrientationMode.LeftTop => source.Rotate(RotateMode.Rotate90).Flip(FlipMode.Horizontal),
            ExifOrientationMode.RightTop => source.Rotate(RotateMode.Rotate90),
            ExifOrientationMode.RightBottom => source.Flip(FlipMode.Vertical).Rotate(RotateMode.Rotate270),
            ExifOrientationMode.LeftBottom => source.Rotate(RotateMode.Rotate270),
            _ => source,
        };
    }
}

/// <summary>Mirrors the image.</summary>
public static class FlipExtensions
{
    public static IImageProcessingContext Flip(this IImageProcessingContext source, FlipMode flipMode)
    {
        if (flipMode != FlipMode.None)
        {
            ImageProcessingContext.Of(source).Pipeline.Flip(flipMode);
        }

        return source;
    }
}

/// <summary>Turns the image by quarters, clockwise.</summary>
public static class RotateExtensions
{
    public static IImageProcessingContext Rotate(this IImageProcessingContext source, RotateMode rotateMode)
    {
        var context = ImageProcessingContext.Of(source);
        if (rotateMode != RotateMode.None)
        {
            context.Pipeline.Rotate(rotateMode);
            context.Metadata.ExifProfile?.RemoveValue(ExifTag.Orientation);
            context.NoteNewSize();
        }

        return source;
    }
}

/// <summary>Cuts out a part of the image.</summary>
public static class CropExtensions
{
    public static IImageProcessingContext Crop(this IImageProcessingContext source, int width, int height) =>
        Crop(source, new Rectangle(0, 0, width, height));

    public static IImageProcessingContext Crop(this IImageProcessingContext source, Rectangle cropRectangle)
    {
        if (!new Rectangle(Point.Empty, source.GetCurrentSize()).Contains(cropRectangle))
        {
            throw new ArgumentException(
                "Crop rectangle should be smaller than the source bounds.", nameof(cropRectangle));
        }

        var context = ImageProcessingContext.Of(source);
        context.Pipeline.Crop(cropRectangle);
        context.NoteNewSize();
        return source;
    }
}

/// <summary>Lays the image on a colour.</summary>
public static class BackgroundColorExtensions
{
    /// <param name="source">The image.</param>
    /// <param name="color">An opaque colour; what shows through of a translucent one is not offered.</param>
    public static IImageProcessingContext BackgroundColor(this IImageProcessingContext source, Color color)
    {
        var pixel = color.ToPixel<PixelFormats.Rgba32>();
        if (pixel.A != byte.MaxValue)
        {
            throw new NotSupportedException("Only an opaque background colour is supported.");
        }

        ImageProcessingContext.Of(source).Pipeline.Flatten(pixel);
        return source;
    }
}
