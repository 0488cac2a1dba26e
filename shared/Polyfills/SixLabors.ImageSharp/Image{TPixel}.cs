using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.Native;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp;

/// <summary>A still image whose pixels can be read and written one by one.</summary>
public sealed class Image<TPixel> : Image
    where TPixel : unmanaged, IPixel<TPixel>
{
    public Image(int width, int height)
        : this(Configuration.Default, width, height)
    {
    }

    public Image(int width, int height, TPixel backgroundColor)
        : this(Configuration.Default, width, height, backgroundColor)
    {
    }

    public Image(Configuration configuration, int width, int height)
        : this(configuration, width, height, default(TPixel))
    {
    }

    public Image(Configuration configuration, int width, int height, TPixel backgroundColor)
        : this(configuration, Allocate(width, height), new ImageMetadata()) => All.Fill(backgroundColor);

    internal Image(Configuration configuration, PixelBuffer pixels, ImageMetadata metadata)
        : base(configuration, new PixelTypeInfo(Unsafe.SizeOf<TPixel>() * 8), metadata, pixels)
    {
    }

    // An image beyond 2 G pixels has no span; the allocation limit keeps all but grey ones below that.
    private Span<TPixel> All => Row(0, checked(Width * Height));

    public TPixel this[int x, int y]
    {
        get
        {
            CheckInside(x, y);
            return Row(y, Width)[x];
        }

        set
        {
            CheckInside(x, y);
            Row(y, Width)[x] = value;
        }
    }

    public void CopyPixelDataTo(Span<TPixel> destination)
    {
        if (destination.Length < (long)Width * Height)
        {
            throw new ArgumentOutOfRangeException(
                nameof(destination), "The destination is too short for all pixels of the image.");
        }

        All.CopyTo(destination);
        GC.KeepAlive(this);
    }

    public void CopyPixelDataTo(Span<byte> destination) =>
        CopyPixelDataTo(MemoryMarshal.Cast<byte, TPixel>(destination));

    public Image<TPixel> Clone() => Clone(Configuration);

    public Image<TPixel> Clone(Configuration configuration) =>
        new(configuration, Pixels.Copy(), Metadata.DeepClone());

    internal void Fill(ReadOnlySpan<TPixel> data) => data.CopyTo(All);

    public override string ToString() => $"Image<{typeof(TPixel).Name}>: {Width}x{Height}";

    private protected override Image Create(
        Configuration configuration, PixelBuffer result, ImageMetadata metadata) =>
        new Image<TPixel>(configuration, result, metadata);

    private static PixelBuffer Allocate(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        return PixelBuffer.Allocate(width, height, Unsafe.SizeOf<TPixel>());
    }

    private void CheckInside(int x, int y)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        ArgumentOutOfRangeException.ThrowIfNegative(y);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(x, Width);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(y, Height);
    }

    private unsafe Span<TPixel> Row(int y, int length)
    {
        if (Pixels.Bands != Unsafe.SizeOf<TPixel>())
        {
            Pixels = PixelConversion.Expand<TPixel>(Pixels);
        }

        return new Span<TPixel>((TPixel*)Pixels.Data + ((long)y * Width), length);
    }
}
