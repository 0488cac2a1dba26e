using System.Buffers.Binary;
using SixLabors.ImageSharp.Metadata;

namespace SixLabors.ImageSharp.Formats.Jpeg;

/// <summary>Puts the profiles behind the JFIF header of an encoded JPEG.</summary>
internal static class JpegSegmentWriter
{
    private const int StartBytes = 2;

    internal static void Write(ReadOnlySpan<byte> encoded, ImageMetadata? metadata, Stream stream)
    {
        var profilesAt = StartBytes;
        if (encoded is [0xFF, 0xD8, 0xFF, 0xE0, var high, var low, ..])
        {
            profilesAt += 2 + (high << 8 | low);
        }

        stream.Write(encoded[..profilesAt]);
        if (metadata is not null)
        {
            WriteProfiles(metadata, stream);
        }

        stream.Write(encoded[profilesAt..]);
    }

    private static void WriteProfiles(ImageMetadata metadata, Stream stream)
    {
        WriteSplit(stream, 0xE1, JpegProfiles.Exif, metadata.ExifProfile?.ToByteArray());
        WriteSplit(stream, 0xE1, JpegProfiles.Xmp, metadata.XmpProfile?.Data);
        WriteIcc(stream, metadata.IccProfile?.ToByteArray() ?? []);
        WriteIptc(stream, metadata.IptcProfile?.Data ?? []);
    }

    private static void WriteSplit(Stream stream, byte marker, ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        while (!data.IsEmpty)
        {
            var part = data[..Math.Min(data.Length, JpegProfiles.SegmentBytesMax - name.Length)];
            WriteSegment(stream, marker, name, [], part);
            data = data[part.Length..];
        }
    }

    // Each part says its number, from 1, and how many there are.
    private static void WriteIcc(Stream stream, ReadOnlySpan<byte> data)
    {
        const int PartsMax = 255;
        var partBytes = JpegProfiles.SegmentBytesMax - JpegProfiles.Icc.Length - 2;
        var parts = (data.Length + partBytes - 1) / partBytes;
        if (parts > PartsMax)
        {
            throw new ImageFormatException($"The ICC profile is larger than {PartsMax} JPEG segments hold.");
        }

        for (var part = 1; part <= parts; part++)
        {
            var bytes = data[..Math.Min(data.Length, partBytes)];
            WriteSegment(stream, 0xE2, JpegProfiles.Icc, [(byte)part, (byte)parts], bytes);
            data = data[bytes.Length..];
        }
    }

    private static void WriteIptc(Stream stream, ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty)
        {
            return;
        }

        if (data.Length > JpegProfiles.SegmentBytesMax - 26)
        {
            throw new ImageFormatException("The IPTC profile is larger than a JPEG segment holds.");
        }

        Span<byte> resource = stackalloc byte[12];
        "8BIM\x04\x04\0\0"u8.CopyTo(resource);
        BinaryPrimitives.WriteInt32BigEndian(resource[8..], data.Length);
        WriteSegment(stream, 0xED, JpegProfiles.Photoshop, resource, data);
    }

    private static void WriteSegment(
        Stream stream, byte marker, ReadOnlySpan<byte> name, ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> data)
    {
        var length = 2 + name.Length + prefix.Length + data.Length;
        stream.Write([0xFF, marker, (byte)(length >> 8), (byte)(length & 0xFF)]);
        stream.Write(name);
        stream.Write(prefix);
        stream.Write(data);
    }
}
