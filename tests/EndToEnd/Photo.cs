using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.PixelFormats;

namespace Shop.EndToEnd;

/// <summary>A photo as a phone held upright writes it: lying on its side, with the tag that says so.</summary>
internal static class Photo
{
    /// <summary>Seen upright, its upper half is reddish and its lower half bluish.</summary>
    /// <param name="width">Width as it is seen.</param>
    /// <param name="height">Height as it is seen.</param>
    /// <param name="seed">Photos of other seeds differ.</param>
    public static byte[] Upright(int width, int height, int seed = 0)
    {
        // Stored turned by 90 degrees: what is seen at (x, y) is stored at (y, width - 1 - x).
        var pixels = new Rgb24[width * height];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (y, x) = (i % height, width - 1 - i / height);
            var grain = (byte)((x * 7 + y * 13 + x * y / 97 + seed) % 40);
            pixels[i] = y < height / 2 ? new Rgb24((byte)(200 + grain), grain, grain) : new Rgb24(grain, grain, (byte)(200 + grain));
        }
        using var image = Image.LoadPixelData<Rgb24>(pixels, height, width);
        image.Metadata.ExifProfile = new ExifProfile();
        image.Metadata.ExifProfile.SetValue(ExifTag.Orientation, (ushort)6);
        using var file = new MemoryStream();
        image.Save(file, new JpegEncoder { Quality = 85 });
        return file.ToArray();
    }

    public static void AssertUpright(byte[] file, int width, int height)
    {
        using var image = Image.Load<Rgba32>(new DecoderOptions(), file);
        Assert.Equal((width, height), (image.Width, image.Height));
        Assert.True(image[width / 2, height / 4] is { R: > 180, B: < 80 }, "the upper half is red");
        Assert.True(image[width / 2, height * 3 / 4] is { B: > 180, R: < 80 }, "the lower half is blue");
    }
}
