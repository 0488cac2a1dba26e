using System.Buffers.Binary;
using SixLabors.ImageSharp.Metadata;

namespace SixLabors.ImageSharp.Formats.Webp;

/// <summary>Builds the container anew around the encoded pixels: libvips adds EXIF values even when it is
/// told to strip. WebP has no place for IPTC.</summary>
internal static class WebpProfileWriter
{
    private const byte IccFlag = 0x20;
    private const byte AlphaFlag = 0x10;
    private const byte ExifFlag = 0x08;
    private const byte XmpFlag = 0x04;

    internal static void Write(
        ReadOnlySpan<byte> encoded, ImageMetadata metadata, bool iccOnly, Stream stream)
    {
        var icc = metadata.IccProfile?.ToByteArray() ?? [];
        var exif = (iccOnly ? null : metadata.ExifProfile?.ToByteArray()) ?? [];
        var xmp = (iccOnly ? null : metadata.XmpProfile?.Data) ?? [];
        using var body = new MemoryStream(encoded.Length + icc.Length + exif.Length + xmp.Length + 64);
        var pixels = Pixels(encoded, out var separateAlpha, out var alpha);
        if (separateAlpha || icc.Length + exif.Length + xmp.Length > 0)
        {
            var flags = (icc.Length > 0 ? IccFlag : 0) | (exif.Length > 0 ? ExifFlag : 0)
                | (xmp.Length > 0 ? XmpFlag : 0) | (alpha ? AlphaFlag : 0);
            WebpChunks.Write(body, "VP8X"u8, Extended(encoded, (byte)flags));
        }

        WriteFilled(body, "ICCP"u8, icc);
        body.Write(pixels);
        WriteFilled(body, "EXIF"u8, exif);
        WriteFilled(body, "XMP "u8, xmp);

        Span<byte> riff = stackalloc byte[WebpChunks.RiffBytes];
        "RIFF\0\0\0\0WEBP"u8.CopyTo(riff);
        BinaryPrimitives.WriteUInt32LittleEndian(riff[4..], checked((uint)body.Length + 4));
        stream.Write(riff);
        stream.Write(body.GetBuffer(), 0, (int)body.Length);
    }

    // Flags, then both lengths less one in three bytes each.
    private static byte[] Extended(ReadOnlySpan<byte> encoded, byte flags)
    {
        var size = new WebpHeaderReader(skipMetadata: true).Read(encoded).Size;
        var data = new byte[10];
        data[0] = flags;
        BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(4), size.Width - 1);
        BinaryPrimitives.WriteUInt16LittleEndian(data.AsSpan(7), (ushort)(size.Height - 1));
        return data;
    }

    private static byte[] Pixels(ReadOnlySpan<byte> encoded, out bool separateAlpha, out bool alpha)
    {
        using var pixels = new MemoryStream(encoded.Length);
        (separateAlpha, alpha) = (false, false);
        var chunks = new WebpChunks(encoded[WebpChunks.RiffBytes..]);
        while (chunks.MoveNext())
        {
            var isAlpha = chunks.Name.SequenceEqual("ALPH"u8);
            var isLossless = chunks.Name.SequenceEqual("VP8L"u8);
            separateAlpha |= isAlpha;
            alpha |= isAlpha || (isLossless && (chunks.Data[4] & AlphaFlag) != 0);
            if (isAlpha || isLossless || chunks.Name.SequenceEqual("VP8 "u8))
            {
                WebpChunks.Write(pixels, chunks.Name, chunks.Data);
            }
        }

        return pixels.ToArray();
    }

    private static void WriteFilled(Stream body, ReadOnlySpan<byte> name, byte[] data)
    {
        if (data.Length > 0)
        {
            WebpChunks.Write(body, name, data);
        }
    }
}
