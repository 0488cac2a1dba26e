using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.Native;

namespace SixLabors.ImageSharp.Processing;

/// <summary>Collects the operations of one <c>Mutate</c> or <c>Clone</c>.</summary>
public interface IImageProcessingContext
{
    Configuration Configuration { get; }

    /// <summary>The size after the operations so far.</summary>
    Size GetCurrentSize();
}

/// <summary>Chains the operations and computes them together at the end.</summary>
internal sealed class ImageProcessingContext(
    Configuration configuration, PixelBuffer source, ImageMetadata metadata, int bandsMax)
    : IImageProcessingContext, IDisposable
{
    private Pipeline? pipeline;

    public Configuration Configuration => configuration;

    /// <summary>The metadata of the image that results.</summary>
    internal ImageMetadata Metadata => metadata;

    /// <summary>Whether the pixel type has an alpha sample, be it stored at present or not.</summary>
    internal bool PixelHasAlpha => bandsMax is 2 or 4;

    internal Pipeline Pipeline => pipeline ??= Pipeline.From(source);

    public Size GetCurrentSize() => pipeline?.Size ?? new Size(source.Width, source.Height);

    /// <summary>Nothing when no operation changed a pixel.</summary>
    internal PixelBuffer? Compute()
    {
        var result = pipeline?.Compute();
        GC.KeepAlive(source);
        return result;
    }

    internal void NoteNewSize() => metadata.ExifProfile?.UpdateDimensions(GetCurrentSize());

    public void Dispose() => pipeline?.Dispose();

    internal static ImageProcessingContext Of(IImageProcessingContext context) =>
        context as ImageProcessingContext
        ?? throw new NotSupportedException("Only contexts that Mutate and Clone hand out are supported.");
}
