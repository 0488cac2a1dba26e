using System.Buffers.Binary;

namespace Shop.ImageProcessor.Images;

/// <summary>Walks the segments and scans of a JPEG file.</summary>
internal static class JpegStructure
{
    public static FileStructure Walk(ReadOnlySpan<byte> file)
    {
        const byte startOfScan = 0xDA, endOfImage = 0xD9;
        var (at, scans) = (2, 0);
        while (true)
        {
            var marker = NextMarker(file, ref at);
            if (marker is null or endOfImage)
            {
                return new FileStructure(marker is not null, scans);
            }
            if (!HasLength(marker.Value))
            {
                continue;
            }
            if (at + 2 > file.Length)
            {
                return new FileStructure(IsComplete: false, scans);
            }
            at += BinaryPrimitives.ReadUInt16BigEndian(file[at..]);
            if (marker == startOfScan)
            {
                scans++;
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
}
