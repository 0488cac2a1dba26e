using System.Buffers.Binary;

namespace SixLabors.ImageSharp.Metadata.Profiles.Exif;

/// <summary>Writes values as a little-endian TIFF structure of up to three directories.</summary>
internal static class ExifWriter
{
    private const int HeaderBytes = 8;

    internal static byte[] Write(IEnumerable<ExifValue> values)
    {
        var entries = values
            .Select(value => (value, Encoded: value.Encode()))
            .Where(entry => entry.Encoded.Count > 0)
            .Select(entry => new Entry(
                entry.value.Directory, (ushort)entry.value.Tag, entry.value.DataType, entry.Encoded.Bytes,
                entry.Encoded.Count))
            .ToList();
        if (entries.Count == 0)
        {
            return [];
        }

        var exif = Of(entries, ExifDirectory.Exif);
        var gps = Of(entries, ExifDirectory.Gps);
        var exifPointer = new byte[4];
        var gpsPointer = new byte[4];
        AddPointer(entries, ExifReader.ExifPointer, exifPointer, exif);
        AddPointer(entries, ExifReader.GpsPointer, gpsPointer, gps);
        var main = Of(entries, ExifDirectory.Main);

        var exifOffset = HeaderBytes + Length(main);
        BinaryPrimitives.WriteInt32LittleEndian(exifPointer, exifOffset);
        BinaryPrimitives.WriteInt32LittleEndian(gpsPointer, exifOffset + Length(exif));
        var result = new byte[exifOffset + Length(exif) + Length(gps)];
        "II*\0\b\0\0\0"u8.CopyTo(result);
        WriteDirectory(result, HeaderBytes, main);
        WriteDirectory(result, exifOffset, exif);
        WriteDirectory(result, exifOffset + Length(exif), gps);
        return result;
    }

    private static void AddPointer(List<Entry> entries, ushort tag, byte[] pointer, List<Entry> directory)
    {
        if (directory.Count > 0)
        {
            entries.Add(new Entry(ExifDirectory.Main, tag, ExifDataType.Long, pointer, 1));
        }
    }

    // Readers may rely on ascending tags.
    private static List<Entry> Of(List<Entry> entries, ExifDirectory directory) =>
        [.. entries.Where(entry => entry.Directory == directory).OrderBy(entry => entry.Tag)];

    // Count, entries, pointer to the next directory, and what does not fit into the entries.
    private static int Length(List<Entry> entries) => entries.Count == 0
        ? 0
        : 2 + (entries.Count * 12) + 4 + entries.Sum(entry => entry.Outside);

    private static void WriteDirectory(Span<byte> target, int offset, List<Entry> entries)
    {
        if (entries.Count == 0)
        {
            return;
        }

        BinaryPrimitives.WriteUInt16LittleEndian(target[offset..], (ushort)entries.Count);
        var position = offset + 2;
        var outside = position + (entries.Count * 12) + 4;
        foreach (var entry in entries)
        {
            var slot = target.Slice(position, 12);
            BinaryPrimitives.WriteUInt16LittleEndian(slot, entry.Tag);
            BinaryPrimitives.WriteUInt16LittleEndian(slot[2..], (ushort)entry.Type);
            BinaryPrimitives.WriteInt32LittleEndian(slot[4..], entry.Count);
            if (entry.Outside == 0)
            {
                entry.Bytes.CopyTo(slot[8..]);
            }
            else
            {
                BinaryPrimitives.WriteInt32LittleEndian(slot[8..], outside);
                entry.Bytes.CopyTo(target[outside..]);
                outside += entry.Outside;
            }

            position += 12;
        }
    }

    private sealed record Entry(
        ExifDirectory Directory, ushort Tag, ExifDataType Type, byte[] Bytes, int Count)
    {
        internal int Outside => Bytes.Length > 4 ? Bytes.Length : 0;
    }
}
