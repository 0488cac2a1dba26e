using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Processing;

/// <summary>Runs operations on an image, in place or on a copy.</summary>
public static class ProcessingExtensions
{
    public static void Mutate(this Image source, Action<IImageProcessingContext> operation) =>
        Mutate(source, Checked(source).Configuration, operation);

    public static void Mutate(
        this Image source, Configuration configuration, Action<IImageProcessingContext> operation) =>
        Checked(source).Mutate(configuration, operation);

    public static void Mutate<TPixel>(this Image<TPixel> source, Action<IImageProcessingContext> operation)
        where TPixel : unmanaged, IPixel<TPixel> =>
        Mutate((Image)source, operation);

    public static Image Clone(this Image source, Action<IImageProcessingContext> operation) =>
        Clone(source, Checked(source).Configuration, operation);

    public static Image Clone(
        this Image source, Configuration configuration, Action<IImageProcessingContext> operation) =>
        Checked(source).Clone(configuration, operation);

    public static Image<TPixel> Clone<TPixel>(
        this Image<TPixel> source, Action<IImageProcessingContext> operation)
        where TPixel : unmanaged, IPixel<TPixel> =>
        (Image<TPixel>)Clone((Image)source, operation);

    private static Image Checked(Image source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source;
    }
}
