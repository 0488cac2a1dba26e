using System.Runtime.InteropServices;
using SixLabors.ImageSharp.Memory;

namespace SixLabors.ImageSharp.Native;

/// <summary>Pixels in memory: rows of 8-bit samples without gaps, 1 (grey), 2 (grey, alpha), 3 (RGB) or 4
/// (RGBA) samples a pixel.</summary>
/// <remarks>
/// Detached from the pipeline that computed it, so that decoders and the bytes they read are freed as soon as
/// the pixels are there. The memory is GLib's, as vips_image_write_to_memory hands it out.
/// </remarks>
internal sealed unsafe class PixelBuffer : SafeHandle
{
    /// <summary>The published package refuses more on 64 bits, and a larger image is an attack or a
    /// mistake.</summary>
    internal const long BytesMax = 4L * 1024 * 1024 * 1024;

    private PixelBuffer(nint memory, int width, int height, int bands)
        : base(0, ownsHandle: true)
    {
        SetHandle(memory);
        Width = width;
        Height = height;
        Bands = bands;
    }

    public override bool IsInvalid => handle == 0;

    internal int Width { get; }

    internal int Height { get; }

    internal int Bands { get; }

    internal long ByteCount => (long)Width * Height * Bands;

    internal byte* Data => (byte*)handle;

    /// <exception cref="InvalidMemoryOperationException">The image is larger than the limit or the
    /// memory.</exception>
    internal static PixelBuffer Allocate(int width, int height, int bands)
    {
        VipsLibrary.EnsureStarted();
        var bytes = (long)width * height * bands;
        var memory = bytes > BytesMax ? 0 : VipsNative.TryMalloc((nuint)bytes);
        if (memory == 0)
        {
            throw new InvalidMemoryOperationException(
                $"Cannot allocate {bytes} bytes for an image of {width}x{height} pixels; "
                + $"the limit is {BytesMax}.");
        }

        return new PixelBuffer(memory, width, height, bands);
    }

    /// <summary>Computes all pixels of a pipeline; faults of the encoded bytes surface here.</summary>
    internal static PixelBuffer Compute(VipsImageHandle image)
    {
        var (width, height, bands) = (image.Width, image.Height, image.Bands);
        var bytes = (long)width * height * bands;
        if (image.Format != BandFormat.Byte || bytes > BytesMax)
        {
            throw new VipsException(
                $"An image of {width}x{height} pixels is over the limit of {BytesMax} bytes.");
        }

        var memory = VipsNative.ImageWriteToMemory(image, out _);
        return memory == 0 ? throw VipsException.Take() : new PixelBuffer(memory, width, height, bands);
    }

    internal PixelBuffer Copy()
    {
        var copy = Allocate(Width, Height, Bands);
        Buffer.MemoryCopy(Data, copy.Data, copy.ByteCount, ByteCount);
        GC.KeepAlive(this);
        return copy;
    }

    /// <summary>A pipeline that reads these pixels; this buffer must outlive it.</summary>
    internal VipsImageHandle Read()
    {
        var memory = VipsNative.ImageNewFromMemory(
            Data, (nuint)ByteCount, Width, Height, Bands, (int)BandFormat.Byte);
        var image = memory == 0 ? throw VipsException.Take() : new VipsImageHandle(memory);
        // Results are written line by line from the top. Told so, resizing keeps the lines that it has
        // averaged, instead of averaging them again for each line that they touch, which takes up to ten
        // times as long.
        VipsNative.ImageSetInteger(image, "vips-sequential", 1);
        return image;
    }

    protected override bool ReleaseHandle()
    {
        VipsNative.Free(handle);
        return true;
    }
}
