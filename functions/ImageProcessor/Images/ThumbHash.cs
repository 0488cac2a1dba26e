namespace Shop.ImageProcessor.Images;

/// <summary>
/// A placeholder of about 25 bytes that shows an image's shape and colours while it loads: the lowest
/// frequencies of its luminance, of two colour differences and of its alpha, four bits each.
/// Source: the ThumbHash format, version of 2023.
/// </summary>
internal static class ThumbHash
{
    /// <summary>Larger images are to be scaled down first: more pixels change nothing but the time it takes.</summary>
    public const int SideMax = 100;

    /// <param name="width">1–<see cref="SideMax"/>.</param>
    /// <param name="height">1–<see cref="SideMax"/>.</param>
    /// <param name="rgba">Four bytes a pixel, alpha not multiplied in.</param>
    public static byte[] Encode(int width, int height, ReadOnlySpan<byte> rgba)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, SideMax);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, SideMax);
        ArgumentOutOfRangeException.ThrowIfNotEqual(rgba.Length, width * height * 4);

        var (luminance, yellowBlue, redGreen, alpha) = Split(rgba);
        var hasAlpha = alpha.Any(value => value < 1);
        var limit = hasAlpha ? 5.0 : 7.0;
        var across = Math.Max(1, Round(limit * width / Math.Max(width, height)));
        var down = Math.Max(1, Round(limit * height / Math.Max(width, height)));
        var l = Transform(luminance, width, height, Math.Max(3, across), Math.Max(3, down));
        var p = Transform(yellowBlue, width, height, 3, 3);
        var q = Transform(redGreen, width, height, 3, 3);

        var landscape = width > height;
        var header24 = Round(63 * l.Mean) | (Round(31.5 + 31.5 * p.Mean) << 6) | (Round(31.5 + 31.5 * q.Mean) << 12)
            | (Round(31 * l.Scale) << 18) | (hasAlpha ? 1 << 23 : 0);
        var header16 = (landscape ? down : across) | (Round(63 * p.Scale) << 3) | (Round(63 * q.Scale) << 9)
            | (landscape ? 1 << 15 : 0);
        List<byte> hash =
        [
            (byte)(header24 & 255), (byte)((header24 >> 8) & 255), (byte)(header24 >> 16),
            (byte)(header16 & 255), (byte)(header16 >> 8),
        ];
        IEnumerable<double> waves = [.. l.Waves, .. p.Waves, .. q.Waves];
        if (hasAlpha)
        {
            var a = Transform(alpha, width, height, 5, 5);
            hash.Add((byte)(Round(15 * a.Mean) | (Round(15 * a.Scale) << 4)));
            waves = waves.Concat(a.Waves);
        }
        hash.AddRange(waves.Chunk(2).Select(pair =>
            (byte)(Round(15 * pair[0]) | (pair.Length == 2 ? Round(15 * pair[1]) << 4 : 0))));
        return [.. hash];
    }

    // Transparent pixels take the mean colour, so that what they hide leaves no trace.
    private static (double[] L, double[] P, double[] Q, double[] A) Split(ReadOnlySpan<byte> rgba)
    {
        var count = rgba.Length / 4;
        double[] mean = [0, 0, 0];
        double opaque = 0;
        for (var i = 0; i < count; i++)
        {
            var alpha = rgba[4 * i + 3] / 255.0;
            opaque += alpha;
            for (var channel = 0; channel < 3; channel++)
            {
                mean[channel] += alpha / 255 * rgba[4 * i + channel];
            }
        }
        var (l, p, q, a) = (new double[count], new double[count], new double[count], new double[count]);
        Span<double> color = stackalloc double[3];
        for (var i = 0; i < count; i++)
        {
            a[i] = rgba[4 * i + 3] / 255.0;
            for (var channel = 0; channel < 3; channel++)
            {
                var background = opaque > 0 ? mean[channel] / opaque : 0;
                color[channel] = background * (1 - a[i]) + a[i] / 255 * rgba[4 * i + channel];
            }
            l[i] = (color[0] + color[1] + color[2]) / 3;
            p[i] = (color[0] + color[1]) / 2 - color[2];
            q[i] = color[0] - color[1];
        }
        return (l, p, q, a);
    }

    private readonly record struct Spectrum(double Mean, IReadOnlyList<double> Waves, double Scale);

    // A discrete cosine transform, of which the triangle of lowest frequencies is kept.
    private static Spectrum Transform(double[] channel, int width, int height, int across, int down)
    {
        double mean = 0, scale = 0;
        var waves = new List<double>();
        var cosines = new double[width];
        for (var cy = 0; cy < down; cy++)
        {
            for (var cx = 0; cx * down < across * (down - cy); cx++)
            {
                for (var x = 0; x < width; x++)
                {
                    cosines[x] = Math.Cos(Math.PI / width * cx * (x + 0.5));
                }
                double sum = 0;
                for (var y = 0; y < height; y++)
                {
                    var row = channel.AsSpan(y * width, width);
                    var cosine = Math.Cos(Math.PI / height * cy * (y + 0.5));
                    for (var x = 0; x < row.Length; x++)
                    {
                        sum += row[x] * cosines[x] * cosine;
                    }
                }
                sum /= channel.Length;
                if (cx == 0 && cy == 0)
                {
                    mean = sum;
                    continue;
                }
                waves.Add(sum);
                scale = Math.Max(scale, Math.Abs(sum));
            }
        }
        return new Spectrum(mean, [.. waves.Select(wave => scale > 0 ? 0.5 + 0.5 / scale * wave : wave)], scale);
    }

    private static int Round(double value) => (int)Math.Round(value, MidpointRounding.AwayFromZero);
}
