using System.Buffers.Binary;
using SixLabors.ImageSharp.Metadata;

namespace SixLabors.ImageSharp.Formats.Jpeg;

/// <summary>Puts the JFIF header, which libvips leaves out when it is told to strip, and the profiles into an
/// encoded JPEG.</summary>
internal static class JpegSegmentWriter
{
    private const int StartBytes = 2;

    internal static void Write(ReadOnlySpan<byte> encoded, ImageMetadata metadata, Stream stream)
    {
        var rest = encoded[StartBytes..];
        if (rest is [0xFF, 0xE0, var high, var low, ..])
        {
            rest = rest[(2 + (high << 8 | low))..];
        }

        stream.Write(encoded[..StartBytes]);
        WriteHeader(metadata, stream);
        WriteProfiles(metadata, stream);
        stream.Write(rest);
    }

    // Version 1.1, unit, two resolutions, no thumbnail. It knows no metres.
    private static void WriteHeader(ImageMetadata metadata, Stream stream)
    {
        var metres = metadata.ResolutionUnits == PixelResolutionUnit.PixelsPerMeter;
        var factor = metres ? 0.0254 : 1;
        Span<byte> header = stackalloc byte[9];
        header[0] = 1;
        header[1] = 1;
        header[2] = (byte)(metres ? PixelResolutionUnit.PixelsPerInch : metadata.ResolutionUnits);
        BinaryPrimitives.WriteUInt16BigEndian(header[3..], Density(metadata.HorizontalResolution * factor));
        BinaryPrimitives.WriteUInt16BigEndian(header[5..], Density(metadata.VerticalResolution * factor));
        WriteSegment(stream, 0xE0, "JFIF\0"u8, [], header);
    }

    private static ushort Density(double resolution) =>
        (ushort)Math.Clamp(Math.Round(resolution), 1, ushort.MaxValue);

    private static void WriteProfiles(ImageMetadata metadata, Stream stream)
    {
        WriteSplit(stream, 0xE1, JpegProfiles.Exif, metadata.ExifProfile?.ToByteArray());
        WriteSplit(stream, 0xE1, JpegProfiles.Xmp, metadata.XmpProfile?.Data);
        WriteIcc(stream, metadata.IccProfile?.ToByteArray() ?? []);
        WriteIptc(stream, metadata.IptcProfile?.Data ?? []);
    }

    private static void WriteSplit(
        Stream stream, byte marker, ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
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
        Stream stream,
        byte marker,
        ReadOnlySpan<byte> name,
        ReadOnlySpan<byte> prefix,
        ReadOnlySpan<byte> data)
    {
        var length = 2 + name.Length + prefix.Length + data.Length;
        stream.Write([0xFF, marker, (byte)(length >> 8), (byte)(length & 0xFF)]);
        stream.Write(name);
        stream.Write(prefix);
        stream.Write(data);
    }
}
