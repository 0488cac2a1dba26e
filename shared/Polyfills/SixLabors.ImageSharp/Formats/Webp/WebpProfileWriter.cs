using System.Buffers.Binary;
using SixLabors.ImageSharp.Metadata;

namespace SixLabors.ImageSharp.Formats.Webp;

/// <summary>Makes an encoded WebP an extended one that carries profiles. It has no place for IPTC.</summary>
internal static class WebpProfileWriter
{
    private const byte IccFlag = 0x20;
    private const byte AlphaFlag = 0x10;
    private const byte ExifFlag = 0x08;
    private const byte XmpFlag = 0x04;

    internal static void Write(ReadOnlySpan<byte> encoded, ImageMetadata? metadata, Stream stream)
    {
        var icc = metadata?.IccProfile?.ToByteArray() ?? [];
        var exif = metadata?.ExifProfile?.ToByteArray() ?? [];
        var xmp = metadata?.XmpProfile?.Data ?? [];
        if (icc.Length + exif.Length + xmp.Length == 0)
        {
            stream.Write(encoded);
            return;
        }

        using var body = new MemoryStream(encoded.Length + icc.Length + exif.Length + xmp.Length + 64);
        WebpChunks.Write(body, "VP8X"u8, Extended(encoded, icc, exif, xmp));
        WriteFilled(body, "ICCP"u8, icc);
        WriteImage(body, encoded);
        WriteFilled(body, "EXIF"u8, exif);
        WriteFilled(body, "XMP "u8, xmp);

        Span<byte> riff = stackalloc byte[WebpChunks.RiffBytes];
        "RIFF\0\0\0\0WEBP"u8.CopyTo(riff);
        BinaryPrimitives.WriteUInt32LittleEndian(riff[4..], checked((uint)body.Length + 4));
        stream.Write(riff);
        body.Position = 0;
        body.CopyTo(stream);
    }

    private static byte[] Extended(ReadOnlySpan<byte> encoded, byte[] icc, byte[] exif, byte[] xmp)
    {
        var header = new WebpHeaderReader(skipMetadata: true).Read(encoded);
        var flags = (icc.Length > 0 ? IccFlag : 0) | (exif.Length > 0 ? ExifFlag : 0) | (xmp.Length > 0 ? XmpFlag : 0)
            | (HasAlpha(encoded) ? AlphaFlag : 0);
        var data = new byte[10];
        data[0] = (byte)flags;
        BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(4), header.Size.Width - 1);
        BinaryPrimitives.WriteUInt16LittleEndian(data.AsSpan(7), (ushort)((header.Size.Height - 1) & 0xFFFF));
        return data;
    }

    private static bool HasAlpha(ReadOnlySpan<byte> encoded)
    {
        var chunks = new WebpChunks(encoded[WebpChunks.RiffBytes..]);
        while (chunks.MoveNext())
        {
            if ((chunks.Name.SequenceEqual("VP8X"u8) && (chunks.Data[0] & AlphaFlag) != 0)
                || chunks.Name.SequenceEqual("ALPH"u8)
                || (chunks.Name.SequenceEqual("VP8L"u8) && (chunks.Data[4] & AlphaFlag) != 0))
            {
                return true;
            }
        }

        return false;
    }

    private static void WriteImage(Stream body, ReadOnlySpan<byte> encoded)
    {
        var chunks = new WebpChunks(encoded[WebpChunks.RiffBytes..]);
        while (chunks.MoveNext())
        {
            if (chunks.Name.SequenceEqual("ALPH"u8) || chunks.Name.StartsWith("VP8"u8) && chunks.Name[3] != 'X')
            {
                WebpChunks.Write(body, chunks.Name, chunks.Data);
            }
        }
    }

    private static void WriteFilled(Stream body, ReadOnlySpan<byte> name, byte[] data)
    {
        if (data.Length > 0)
        {
            WebpChunks.Write(body, name, data);
        }
    }
}
