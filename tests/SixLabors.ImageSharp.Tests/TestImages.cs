using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.PixelFormats;

namespace Shop.SixLabors.ImageSharp.Tests;

/// <summary>Images made in code, so that it is known what every pixel of them is.</summary>
internal static class TestImages
{
    internal static readonly Rgba32 Red = new(255, 0, 0);
    internal static readonly Rgba32 Green = new(0, 128, 0);
    internal static readonly Rgba32 Blue = new(0, 0, 255);
    internal static readonly Rgba32 White = new(255, 255, 255);

    /// <summary>Four quarters: red and green above, blue and white below.</summary>
    internal static Image<Rgba32> Quarters(int width, int height)
    {
        var image = new Image<Rgba32>(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                image[x, y] = (x < width / 2, y < height / 2) switch
                {
                    (true, true) => Red,
                    (false, true) => Green,
                    (true, false) => Blue,
                    (false, false) => White,
                };
            }
        }

        return image;
    }

    /// <summary>A soft slope, which every format keeps nearly as it is.</summary>
    internal static Image<Rgb24> Slope(int width, int height)
    {
        var image = new Image<Rgb24>(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                image[x, y] = new Rgb24((byte)(x * 255 / width), (byte)(y * 255 / height), 100);
            }
        }

        return image;
    }

    internal static byte[] Encode(this Image image, IImageEncoder encoder)
    {
        using var stream = new MemoryStream();
        image.Save(stream, encoder);
        return stream.ToArray();
    }

    internal static byte[] Jpeg(int width, int height)
    {
        using var image = Slope(width, height);
        return image.Encode(new JpegEncoder { Quality = 90, ColorType = JpegEncodingColor.YCbCrRatio444 });
    }

    internal static byte[] Png(int width, int height)
    {
        using var image = Slope(width, height);
        return image.Encode(new PngEncoder());
    }

    internal static byte[] Webp(int width, int height, WebpFileFormatType type = WebpFileFormatType.Lossy)
    {
        using var image = Slope(width, height);
        return image.Encode(
            new WebpEncoder { FileFormat = type, Quality = 90, Method = WebpEncodingMethod.Level0 });
    }

    /// <summary>A valid file of each format, by the format's name.</summary>
    internal static byte[] Of(string format, int width = 40, int height = 30) => format switch
    {
        "JPEG" => Jpeg(width, height),
        "PNG" => Png(width, height),
        "Webp" => Webp(width, height),
        "Webp lossless" => Webp(width, height, WebpFileFormatType.Lossless),
        _ => GifFile.Make(width, height, GifFile.SlopeIndex(width, height)),
    };

    internal static void AssertNear(Rgba32 expected, Rgba32 actual, int tolerance = 6)
    {
        var worst = new[]
        {
            Math.Abs(expected.R - actual.R), Math.Abs(expected.G - actual.G), Math.Abs(expected.B - actual.B),
            Math.Abs(expected.A - actual.A),
        }.Max();
        Assert.True(worst <= tolerance, $"Expected {expected} within {tolerance}, but it is {actual}.");
    }
}
