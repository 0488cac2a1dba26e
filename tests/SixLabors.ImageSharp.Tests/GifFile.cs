namespace Shop.SixLabors.ImageSharp.Tests;

/// <summary>Writes GIF by hand, since the suite never encodes one.</summary>
internal static class GifFile
{
    /// <summary>Four entries: red, green, blue, and one that may be transparent.</summary>
    private static readonly byte[] Palette = [255, 0, 0, 0, 128, 0, 0, 0, 255, 255, 255, 255];

    internal static Func<int, int> SlopeIndex(int width, int height) => pixel => pixel % width * 3 / width;

    /// <summary>Frames of the canvas' size, each saying which palette entry a pixel has.</summary>
    internal static byte[] Make(int width, int height, params Func<int, int>[] frames)
    {
        using var file = new MemoryStream();
        file.Write("GIF89a"u8);
        byte[] size = [(byte)(width & 255), (byte)(width >> 8), (byte)(height & 255), (byte)(height >> 8)];
        file.Write([.. size, 0x81, 0, 0]);
        file.Write(Palette);
        foreach (var frame in frames)
        {
            // Entry 3 is transparent; 10 hundredths of a second.
            file.Write([0x21, 0xF9, 4, 1, 10, 0, 3, 0]);
            file.Write([0x2C, 0, 0, 0, 0, .. size, 0]);
            WritePixels(file, Enumerable.Range(0, width * height).Select(frame));
        }

        file.WriteByte(0x3B);
        return file.ToArray();
    }

    // LZW without compression: codes of 3 bits, and a clear code (4) before the table would need wider ones.
    private static void WritePixels(MemoryStream file, IEnumerable<int> pixels)
    {
        const int Clear = 4;
        const int End = 5;
        var codes = pixels.Chunk(2).SelectMany(pair => pair.Prepend(Clear)).Append(End);
        var bytes = new List<byte>();
        var (bits, count) = (0, 0);
        foreach (var code in codes)
        {
            bits |= code << count;
            for (count += 3; count >= 8; count -= 8)
            {
                bytes.Add((byte)(bits & 255));
                bits >>= 8;
            }
        }

        bytes.Add((byte)bits);
        file.WriteByte(2);
        foreach (var block in bytes.Chunk(255))
        {
            file.WriteByte((byte)block.Length);
            file.Write(block);
        }

        file.WriteByte(0);
    }
}
