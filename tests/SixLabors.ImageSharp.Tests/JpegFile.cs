namespace Shop.SixLabors.ImageSharp.Tests;

/// <summary>Writes JPEG of one colour whose kind the encoder does not offer: every block is its mean
/// alone.</summary>
internal static class JpegFile
{
    private const byte Baseline = 0xC0;
    private const byte Progressive = 0xC2;

    // "Adobe", version 100, no flags, no colour transform: four components are inverted CMYK.
    private static readonly byte[] Adobe = [0x41, 0x64, 0x6F, 0x62, 0x65, 0, 100, 0, 0, 0, 0, 0];

    internal static byte[] Cmyk(int side, params byte[] inks) =>
        Make(side, Baseline, [.. inks.Select(ink => (byte)(255 - ink))], Adobe);

    internal static byte[] Grey(int side, byte level) => Make(side, Baseline, [level], null);

    internal static byte[] ProgressiveGrey(int side, byte level) => Make(side, Progressive, [level], null);

    private static byte[] Make(int side, byte frame, byte[] levels, byte[]? adobe)
    {
        using var file = new MemoryStream();
        file.Write([0xFF, 0xD8]);
        if (adobe is not null)
        {
            Segment(file, 0xEE, adobe);
        }

        Segment(file, 0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]);
        var components = levels.SelectMany((_, index) => new byte[] { (byte)(index + 1), 0x11, 0 });
        Segment(file, frame, [8, 0, (byte)side, 0, (byte)side, (byte)levels.Length, .. components]);
        // Means: twelve codes of four bits for 0 to 11 bits that follow. The rest: one code, "end of block".
        Segment(file, 0xC4, [0x00, 0, 0, 0, 12, .. new byte[12], 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
        Segment(file, 0xC4, [0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        var selectors = levels.SelectMany((_, index) => new byte[] { (byte)(index + 1), 0 });
        var last = (byte)(frame == Progressive ? 0 : 63);
        Segment(file, 0xDA, [(byte)levels.Length, .. selectors, 0, last, 0]);
        file.Write(Scan(side, levels, endsBlocks: frame == Baseline));
        file.Write([0xFF, 0xD9]);
        return file.ToArray();
    }

    private static byte[] Scan(int side, byte[] levels, bool endsBlocks)
    {
        var bits = new List<int>();
        var before = new int[levels.Length];
        var blocks = (side + 7) / 8 * ((side + 7) / 8);
        for (var block = 0; block < blocks; block++)
        {
            for (var component = 0; component < levels.Length; component++)
            {
                var mean = 8 * (levels[component] - 128);
                WriteMean(bits, mean - before[component]);
                before[component] = mean;
                if (endsBlocks)
                {
                    bits.Add(0);
                }
            }
        }

        var bytes = bits.Chunk(8).Select(eight => eight.Concat([1, 1, 1, 1, 1, 1, 1]).Take(8)
            .Aggregate(0, (value, bit) => value << 1 | bit));
        return [.. bytes.SelectMany(value => value == 0xFF ? new byte[] { 0xFF, 0 } : [(byte)value])];
    }

    private static void WriteMean(List<int> bits, int difference)
    {
        var length = 0;
        for (var rest = Math.Abs(difference); rest > 0; rest >>= 1)
        {
            length++;
        }

        Add(bits, length, 4);
        Add(bits, difference < 0 ? difference + (1 << length) - 1 : difference, length);
    }

    private static void Add(List<int> bits, int value, int count)
    {
        for (var bit = count - 1; bit >= 0; bit--)
        {
            bits.Add(value >> bit & 1);
        }
    }

    private static void Segment(MemoryStream file, byte marker, byte[] data)
    {
        file.Write([0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)((data.Length + 2) & 255)]);
        file.Write(data);
    }
}
