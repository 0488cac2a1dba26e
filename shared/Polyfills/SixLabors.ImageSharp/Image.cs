using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.Native;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace SixLabors.ImageSharp;

/// <summary>A still image in memory. Of an animation it holds the first frame.</summary>
/// <remarks>
/// The pixels are kept as they came, without samples that say nothing (grey as one sample, opaque without
/// alpha), and take the shape of the pixel type only when a pixel is asked for.
/// </remarks>
public abstract partial class Image : IDisposable
{
    private PixelBuffer? pixels;

    private protected Image(
        Configuration configuration, PixelTypeInfo pixelType, ImageMetadata metadata, PixelBuffer pixels)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        Configuration = configuration;
        PixelType = pixelType;
        Metadata = metadata;
        this.pixels = pixels;
        Size = new Size(pixels.Width, pixels.Height);
    }

    public Configuration Configuration { get; }

    public PixelTypeInfo PixelType { get; }

    public int Width => Size.Width;

    public int Height => Size.Height;

    public ImageMetadata Metadata { get; }

    public Size Size { get; private set; }

    public Rectangle Bounds => new(Point.Empty, Size);

    internal PixelBuffer Pixels
    {
        get
        {
            ObjectDisposedException.ThrowIf(pixels is null, this);
            return pixels;
        }

        set
        {
            pixels?.Dispose();
            pixels = value;
            Size = new Size(value.Width, value.Height);
        }
    }

    /// <summary>Samples of the pixel type, which may be more than are stored.</summary>
    private protected int BandsMax => PixelType.BitsPerPixel / 8;

    public void Save(Stream stream, IImageEncoder encoder)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(encoder);
        ImageEncoder.Of(encoder).Encode(this, stream);
    }

    public async Task SaveAsync(
        Stream stream, IImageEncoder encoder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(encoder);
        cancellationToken.ThrowIfCancellationRequested();
        using var encoded = new MemoryStream();
        ImageEncoder.Of(encoder).Encode(this, encoded);
        encoded.Position = 0;
        await encoded.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
    }

    public Image<TPixel2> CloneAs<TPixel2>()
        where TPixel2 : unmanaged, IPixel<TPixel2> => CloneAs<TPixel2>(Configuration);

    public Image<TPixel2> CloneAs<TPixel2>(Configuration configuration)
        where TPixel2 : unmanaged, IPixel<TPixel2> =>
        new(configuration, PixelConversion.CopyAs<TPixel2>(Pixels), Metadata.DeepClone());

    public void Dispose()
    {
        pixels?.Dispose();
        pixels = null;
        GC.SuppressFinalize(this);
    }

    internal void Mutate(Configuration configuration, Action<IImageProcessingContext> operation)
    {
        if (Process(configuration, operation, Metadata) is { } result)
        {
            Pixels = result;
        }
    }

    internal Image Clone(Configuration configuration, Action<IImageProcessingContext> operation)
    {
        var metadata = Metadata.DeepClone();
        return Create(configuration, Process(configuration, operation, metadata) ?? Pixels.Copy(), metadata);
    }

    private protected abstract Image Create(
        Configuration configuration, PixelBuffer result, ImageMetadata metadata);

    private PixelBuffer? Process(
        Configuration configuration, Action<IImageProcessingContext> operation, ImageMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(operation);
        try
        {
            using var context = new ImageProcessingContext(configuration, Pixels, metadata, BandsMax);
            operation(context);
            return context.Compute();
        }
        catch (VipsException exception)
        {
            throw new ImageProcessingException(
                "An error occurred when processing the image. See the inner exception for more detail.",
                exception);
        }
    }
}
