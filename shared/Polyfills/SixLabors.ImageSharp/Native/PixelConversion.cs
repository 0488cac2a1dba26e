using System.Runtime.CompilerServices;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Native;

/// <summary>Brings stored pixels into the shape of a pixel type.</summary>
internal static unsafe class PixelConversion
{
    /// <summary>Whether an image of the pixel type may keep its pixels with so many samples: they must say no
    /// more than the type can.</summary>
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
        var target = (TPixel*)result.Data;
        switch (pixels.Bands)
        {
            case 1:
                Convert<TPixel, L8>(pixels, target, static (ref to, from) => to.FromL8(from));
                break;
            case 2:
                Convert<TPixel, La16>(pixels, target, static (ref to, from) => to.FromLa16(from));
                break;
            case 3:
                Convert<TPixel, Rgb24>(pixels, target, static (ref to, from) => to.FromRgb24(from));
                break;
            default:
                Convert<TPixel, Rgba32>(pixels, target, static (ref to, from) => to.FromRgba32(from));
                break;
        }

        GC.KeepAlive(pixels);
        return result;
    }

    private delegate void Conversion<TPixel, TFrom>(ref TPixel to, TFrom from);

    private static void Convert<TPixel, TFrom>(
        PixelBuffer source, TPixel* target, Conversion<TPixel, TFrom> convert)
        where TPixel : unmanaged
        where TFrom : unmanaged
    {
        var from = (TFrom*)source.Data;
        var count = (long)source.Width * source.Height;
        for (var i = 0L; i < count; i++)
        {
            convert(ref target[i], from[i]);
        }
    }
}
