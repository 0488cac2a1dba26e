using System.Runtime.CompilerServices;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Native;

/// <summary>Brings stored pixels into the shape of a pixel type.</summary>
internal static unsafe class PixelConversion
{
    /// <summary>Whether an image of the pixel type may keep its pixels with so many samples: they must say no more than
    /// the type can.</summary>
    internal static bool Fits<TPixel>(int bands)
        where TPixel : unmanaged, IPixel<TPixel> => Unsafe.SizeOf<TPixel>() switch
        {
            4 => true,
            3 => bands is 1 or 3,
            2 => bands < 3,
            _ => bands == 1,
        };

    /// <summary>Takes over the buffer, and gives back it or a converted one.</summary>
    internal static PixelBuffer Fit<TPixel>(PixelBuffer pixels)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        if (Fits<TPixel>(pixels.Bands))
        {
            return pixels;
        }

        using (pixels)
        {
            return Expand<TPixel>(pixels);
        }
    }

    internal static PixelBuffer CopyAs<TPixel>(PixelBuffer pixels)
        where TPixel : unmanaged, IPixel<TPixel> =>
        Fits<TPixel>(pixels.Bands) ? pixels.Copy() : Expand<TPixel>(pixels);

    /// <summary>A copy with exactly the samples of the pixel type.</summary>
    internal static PixelBuffer Expand<TPixel>(PixelBuffer pixels)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        var result = PixelBuffer.Allocate(pixels.Width, pixels.Height, Unsafe.SizeOf<TPixel>());
        var count = (long)pixels.Width * pixels.Height;
        var target = (TPixel*)result.Data;
        switch (pixels.Bands)
        {
            case 1:
                Convert((L8*)pixels.Data, target, count, static (ref TPixel pixel, L8 from) => pixel.FromL8(from));
                break;
            case 2:
                Convert((La16*)pixels.Data, target, count, static (ref TPixel pixel, La16 from) => pixel.FromLa16(from));
                break;
            case 3:
                Convert((Rgb24*)pixels.Data, target, count, static (ref TPixel pixel, Rgb24 from) => pixel.FromRgb24(from));
                break;
            default:
                Convert((Rgba32*)pixels.Data, target, count, static (ref TPixel pixel, Rgba32 from) => pixel.FromRgba32(from));
                break;
        }

        GC.KeepAlive(pixels);
        return result;
    }

    private delegate void Conversion<TPixel, TFrom>(ref TPixel pixel, TFrom from);

    private static void Convert<TPixel, TFrom>(
        TFrom* source, TPixel* target, long count, Conversion<TPixel, TFrom> convert)
        where TPixel : unmanaged
        where TFrom : unmanaged
    {
        for (var i = 0L; i < count; i++)
        {
            convert(ref target[i], source[i]);
        }
    }
}
