using System.Buffers.Binary;
using System.Text;

namespace SixLabors.ImageSharp.Metadata.Profiles.Exif;

/// <summary>Reads the main, the EXIF and the GPS directory of a TIFF structure; what does not fit is left
/// out.</summary>
/// <remarks>The thumbnail and its directory are not read: nothing may bring back pixels that were cut
/// off.</remarks>
internal readonly ref struct ExifReader(ReadOnlySpan<byte> data)
{
    internal const ushort ExifPointer = 0x8769;
    internal const ushort GpsPointer = 0x8825;

    // Pointers to directories that are not written again.
    private const ushort InteroperabilityPointer = 0xA005;
    private const ushort SubDirectories = 0x014A;

    private const int EntryBytes = 12;

    private readonly ReadOnlySpan<byte> data = data;
    private readonly bool bigEndian = data is [(byte)'M', ..];

    internal static int ElementSize(ExifDataType type) => type switch
    {
        ExifDataType.Byte or ExifDataType.Ascii or ExifDataType.SignedByte or ExifDataType.Undefined => 1,
        ExifDataType.Short or ExifDataType.SignedShort => 2,
        ExifDataType.Long or ExifDataType.SignedLong or ExifDataType.SingleFloat or ExifDataType.Ifd => 4,
        ExifDataType.Rational or ExifDataType.SignedRational or ExifDataType.DoubleFloat => 8,
        _ => 0,
    };

    internal List<IExifValue> Read()
    {
        var values = new List<IExifValue>();
        if (data.Length >= 8 && (data.StartsWith("II*\0"u8) || data.StartsWith("MM\0*"u8)))
        {
            ReadDirectory(Long(data[4..]), ExifDirectory.Main, values);
        }

        return values;
    }

    private void ReadDirectory(uint offset, ExifDirectory directory, List<IExifValue> values)
    {
        if (offset > data.Length - 2)
        {
            return;
        }

        var entries = data[(int)offset..];
        int count = Short(entries);
        entries = entries[2..];
        for (var i = 0; i < count && entries.Length >= EntryBytes; i++, entries = entries[EntryBytes..])
        {
            ReadEntry(entries[..EntryBytes], directory, values);
        }
    }

    private void ReadEntry(ReadOnlySpan<byte> entry, ExifDirectory directory, List<IExifValue> values)
    {
        var number = Short(entry);
        var type = (ExifDataType)Short(entry[2..]);
        var bytes = (long)Long(entry[4..]) * ElementSize(type);
        if (number is ExifPointer or GpsPointer && directory == ExifDirectory.Main)
        {
            ReadDirectory(
                Long(entry[8..]), number == GpsPointer ? ExifDirectory.Gps : ExifDirectory.Exif, values);
            return;
        }

        var offset = bytes <= 4 ? 0 : Long(entry[8..]);
        if (bytes == 0 || offset + bytes > data.Length || number is InteroperabilityPointer or SubDirectories
            || values.Exists(value => (ushort)value.Tag == number))
        {
            return;
        }

        var stored = bytes <= 4 ? entry.Slice(8, (int)bytes) : data.Slice((int)offset, (int)bytes);
        values.Add(Value(number, type, directory, stored));
    }

    private IExifValue Value(
        ushort number, ExifDataType type, ExifDirectory directory, ReadOnlySpan<byte> stored) =>
        (type, stored.Length) switch
        {
            (ExifDataType.Ascii, _) => new ExifValue<string>(
                new ExifTag<string>(number), type, directory, Text(stored)),
            (ExifDataType.Short, 2) => new ExifValue<ushort>(
                new ExifTag<ushort>(number), type, directory, Short(stored)),
            (ExifDataType.Long, 4) => new ExifValue<uint>(
                new ExifTag<uint>(number), type, directory, Long(stored)),
            (ExifDataType.Rational, 8) => new ExifValue<Rational>(
                new ExifTag<Rational>(number), type, directory,
                new Rational(Long(stored), Long(stored[4..]))),
            _ => new ExifValue<byte[]>(
                new ExifTag<byte[]>(number), type, directory, LittleEndian(type, stored)),
        };

    private static string Text(ReadOnlySpan<byte> stored)
    {
        var end = stored.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? stored : stored[..end]);
    }

    private byte[] LittleEndian(ExifDataType type, ReadOnlySpan<byte> stored)
    {
        var bytes = stored.ToArray();
        // A fraction is two numbers of four bytes.
        var size = type is ExifDataType.Rational or ExifDataType.SignedRational ? 4 : ElementSize(type);
        for (var i = 0; bigEndian && i < bytes.Length; i += size)
        {
            bytes.AsSpan(i, size).Reverse();
        }

        return bytes;
    }

    private ushort Short(ReadOnlySpan<byte> bytes) => bigEndian
        ? BinaryPrimitives.ReadUInt16BigEndian(bytes)
        : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private uint Long(ReadOnlySpan<byte> bytes) => bigEndian
        ? BinaryPrimitives.ReadUInt32BigEndian(bytes)
        : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
