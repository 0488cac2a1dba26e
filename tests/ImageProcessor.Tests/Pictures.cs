using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace Shop.ImageProcessor.Tests;

/// <summary>Pictures whose four quarters are red, green, blue and white, so that a turn or a colour shows.</summary>
internal static class Pictures
{
    public static byte[] Jpeg(int width, int height, ushort? orientation = null, string? copyright = null) =>
        Encode(Quarters(width, height, 255), new JpegEncoder { Quality = 95 }, orientation, copyright);

    public static byte[] Png(int width, int height, byte alpha = 255) =>
        Encode(Quarters(width, height, alpha), new PngEncoder());

    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="turned">Whether the picture stands on its head.</param>
    public static byte[] Webp(int width, int height, bool turned = false)
    {
        var image = Quarters(width, height, 255);
        image.Mutate(context => context.Rotate(turned ? RotateMode.Rotate180 : RotateMode.None));
        return Encode(image, new WebpEncoder { FileFormat = WebpFileFormatType.Lossy });
    }

    /// <summary>The smallest whole GIF: one red pixel.</summary>
    public static byte[] Gif() => Convert.FromHexString(
        "474946383961" + "0100" + "0100" + "80" + "00" + "00" + "FF0000" + "FFFFFF"
        + "2C00000000" + "0100" + "0100" + "00" + "02" + "02" + "4401" + "00" + "3B");

    public static Image<Rgba32> Decode(ReadOnlySpan<byte> file) => Image.Load<Rgba32>(new DecoderOptions(), file);

    /// <summary>The colours of the quarters, by their initials, row by row.</summary>
    public static string QuartersOf(Image<Rgba32> image)
    {
        char At(int x, int y) => image[x, y] switch
        {
            { R: > 200, G: > 200, B: > 200 } => 'W',
            { R: > 200 } => 'R',
            { B: > 200 } => 'B',
            { G: > 120 } => 'G',
            _ => '?',
        };
        var (left, right) = (image.Width / 4, image.Width * 3 / 4);
        var (top, bottom) = (image.Height / 4, image.Height * 3 / 4);
        return $"{At(left, top)}{At(right, top)}{At(left, bottom)}{At(right, bottom)}";
    }

    private static Image<Rgba32> Quarters(int width, int height, byte alpha)
    {
        var pixels = new Rgba32[width * height];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (left, top) = (i % width < width / 2, i / width < height / 2);
            pixels[i] = (left, top) switch
            {
                (true, true) => new Rgba32(255, 0, 0, alpha),
                (false, true) => new Rgba32(0, 160, 0, alpha),
                (true, false) => new Rgba32(0, 0, 255, alpha),
                (false, false) => new Rgba32(255, 255, 255, alpha),
            };
        }
        return Image.LoadPixelData<Rgba32>(pixels, width, height);
    }

    private static byte[] Encode(
        Image<Rgba32> image, IImageEncoder encoder, ushort? orientation = null, string? copyright = null)
    {
        using (image)
        {
            if (orientation is not null || copyright is not null)
            {
                var exif = new ExifProfile();
                exif.SetValue(ExifTag.Orientation, orientation ?? 1);
                exif.SetValue(ExifTag.Artist, "somebody");
                if (copyright is not null)
                {
                    exif.SetValue(ExifTag.Copyright, copyright);
                }
                image.Metadata.ExifProfile = exif;
            }
            using var file = new MemoryStream();
            image.Save(file, encoder);
            return file.ToArray();
        }
    }
}
