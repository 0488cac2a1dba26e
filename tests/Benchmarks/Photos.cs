using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.PixelFormats;

namespace Shop.Benchmarks;

/// <summary>
/// Photos made in code: soft gradients, some edges, and the grain of a sensor, which is what a JPEG of a camera spends
/// most of its bytes on.
/// </summary>
internal static class Photos
{
    private const int Quality = 90;
    private const int GrainMax = 24;

    public static byte[] Jpeg(int width, int height, int seed = 0)
    {
        var grain = new byte[3 * width];
        var random = new Random(seed);
        var pixels = new Rgb24[width * height];
        for (var y = 0; y < height; y++)
        {
            random.NextBytes(grain);
            for (var x = 0; x < width; x++)
            {
                var shadow = (x / 97 + y / 61 + seed) % 5 == 0 ? 40 : 0;
                pixels[y * width + x] = new Rgb24(
                    Channel(60 + 140.0 * x / width, shadow, grain[3 * x]),
                    Channel(60 + 140.0 * y / height, shadow, grain[3 * x + 1]),
                    Channel(130 + 60 * Math.Sin((x + y) / 180.0), shadow, grain[3 * x + 2]));
            }
        }
        using var image = Image.LoadPixelData<Rgb24>(pixels, width, height);
        using var file = new MemoryStream();
        image.Save(file, new JpegEncoder { Quality = Quality });
        return file.ToArray();
    }

    public static string Describe(byte[] file, int width, int height) => FormattableString.Invariant(
        $"a JPEG of {width}x{height} pixels ({width * height / 1e6:0.0} megapixels), ")
        + FormattableString.Invariant($"quality {Quality}, {file.Length / 1e6:0.0} MB");

    private static byte Channel(double light, int shadow, byte grain) =>
        (byte)(light - shadow + grain % GrainMax);
}
