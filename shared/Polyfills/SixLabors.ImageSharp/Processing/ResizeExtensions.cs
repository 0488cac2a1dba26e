using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing.Processors.Transforms;

namespace SixLabors.ImageSharp.Processing;

/// <summary>Brings the image to another size.</summary>
public static class ResizeExtensions
{
    public static IImageProcessingContext Resize(this IImageProcessingContext source, Size size) =>
        Resize(source, size.Width, size.Height, KnownResamplers.Bicubic);

    public static IImageProcessingContext Resize(
        this IImageProcessingContext source, int width, int height) =>
        Resize(source, width, height, KnownResamplers.Bicubic);

    public static IImageProcessingContext Resize(
        this IImageProcessingContext source, int width, int height, IResampler sampler) =>
        Resize(source, new ResizeOptions
        {
            Size = new Size(width, height),
            Mode = ResizeMode.Stretch,
            Sampler = sampler,
        });

    public static IImageProcessingContext Resize(this IImageProcessingContext source, ResizeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(options.Sampler);
        var context = ImageProcessingContext.Of(source);
        var geometry = ResizeGeometry.Of(context.GetCurrentSize(), options);
        if (options.Compand)
        {
            context.Pipeline.ToLinearLight();
        }

        context.Pipeline.Resize(geometry.Image.Size, options.Sampler, options.PremultiplyAlpha);
        if (options.Compand)
        {
            context.Pipeline.FromLinearLight();
        }

        Frame(context, geometry, options);
        context.NoteNewSize();
        return source;
    }

    // Cuts off what sticks out of the canvas, and fills what the image leaves free of it.
    private static void Frame(ImageProcessingContext context, ResizeGeometry geometry, ResizeOptions options)
    {
        var visible = Rectangle.Intersect(geometry.Image, new Rectangle(Point.Empty, geometry.Canvas));
        if (visible.Width == 0 || visible.Height == 0)
        {
            // An extreme shape anchored to an edge rounds to a place beside the canvas.
            throw new ArgumentOutOfRangeException(nameof(options), "Nothing of the image lies on the canvas.");
        }

        if (visible.Size != geometry.Image.Size)
        {
            context.Pipeline.Crop(visible with
            {
                X = visible.X - geometry.Image.X,
                Y = visible.Y - geometry.Image.Y,
            });
        }

        if (visible.Size == geometry.Canvas)
        {
            return;
        }

        var fills = options.Mode is ResizeMode.Pad or ResizeMode.BoxPad;
        var background = fills ? options.PadColor.ToPixel<Rgba32>() : default;
        if (background.A != byte.MaxValue && context.PixelHasAlpha)
        {
            context.Pipeline.AddAlpha();
        }

        context.Pipeline.Embed(visible.Location, geometry.Canvas, background);
    }
}
