using System.Buffers.Binary;

namespace Shop.ImageProcessor.Images;

/// <summary>
/// Whether a file holds its image to the end. Decoders load truncated JPEG, WebP and GIF files without a word, and
/// the rest of the picture is grey: what an interrupted upload leaves must not become a variant.
/// </summary>
internal static class Completeness
{
    /// <summary>Walks the file's own structure, so that an end marker inside a thumbnail or in data does not count.</summary>
    public static bool IsComplete(ImageFormat format, ReadOnlySpan<byte> file) => format switch
    {
        ImageFormat.Jpeg => JpegEnds(file),
        ImageFormat.Png => PngEnds(file),
        ImageFormat.Webp => RiffEnds(file),
        ImageFormat.Gif => GifEnds(file),
    };

    private static bool JpegEnds(ReadOnlySpan<byte> file)
    {
        const byte startOfScan = 0xDA, endOfImage = 0xD9;
        var at = 2;
        while (true)
        {
            var marker = NextMarker(file, ref at);
            if (marker is null or endOfImage)
            {
                return marker is not null;
            }
            if (!HasLength(marker.Value))
            {
                continue;
            }
            if (at + 2 > file.Length)
            {
                return false;
            }
            at += BinaryPrimitives.ReadUInt16BigEndian(file[at..]);
            if (marker == startOfScan)
            {
                SkipScan(file, ref at);
            }
        }
    }

    // Between segments any number of fill bytes may stand; decoders also tolerate stray bytes, and so do we.
    private static byte? NextMarker(ReadOnlySpan<byte> file, ref int at)
    {
        while (at < file.Length)
        {
            var next = file[at..].IndexOf((byte)0xFF);
            if (next < 0)
            {
                return null;
            }
            at += next + 1;
            if (at < file.Length && file[at] is not (0xFF or 0x00))
            {
                return file[at++];
            }
        }
        return null;
    }

    private static bool HasLength(byte marker) => marker is not (0x01 or (>= 0xD0 and <= 0xD8));

    // In a scan 0xFF is followed by 0x00 (a data byte) or a restart marker; anything else ends it.
    private static void SkipScan(ReadOnlySpan<byte> file, ref int at)
    {
        while (at < file.Length)
        {
            var next = file[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= file.Length)
            {
                at = file.Length;
                return;
            }
            at += next;
            if (file[at + 1] is not (0x00 or (>= 0xD0 and <= 0xD7)))
            {
                return;
            }
            at += 2;
        }
    }

    private static bool PngEnds(ReadOnlySpan<byte> file)
    {
        const int signatureBytes = 8, chunkOverheadBytes = 12;
        var at = (long)signatureBytes;
        while (at + chunkOverheadBytes <= file.Length)
        {
            var chunk = file[(int)at..];
            var end = at + chunkOverheadBytes + BinaryPrimitives.ReadUInt32BigEndian(chunk);
            if (chunk.Slice(4, 4).SequenceEqual("IEND"u8))
            {
                return end <= file.Length;
            }
            at = end;
        }
        return false;
    }

    private static bool RiffEnds(ReadOnlySpan<byte> file)
    {
        const int headerBytes = 8;
        return file.Length >= headerBytes
            && headerBytes + (long)BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) <= file.Length;
    }

    private static bool GifEnds(ReadOnlySpan<byte> file)
    {
        const int screenBytes = 13, descriptorBytes = 10;
        if (file.Length < screenBytes)
        {
            return false;
        }
        var at = screenBytes + ColorTableBytes(file[10]);
        while (at < file.Length)
        {
            switch (file[at])
            {
                case 0x3B: // trailer
                    return true;
                case 0x21: // extension: introducer, label, sub-blocks
                    at += 2;
                    break;
                case 0x2C when at + descriptorBytes <= file.Length: // image: descriptor, colours, code size, sub-blocks
                    at += descriptorBytes + ColorTableBytes(file[at + descriptorBytes - 1]) + 1;
                    break;
                default:
                    return false;
            }
            while (at < file.Length && file[at] != 0)
            {
                at += 1 + file[at];
            }
            at++;
        }
        return false;
    }

    private static int ColorTableBytes(byte packed) => (packed & 0x80) == 0 ? 0 : 3 << ((packed & 0x07) + 1);
}
