using System.IO.Compression;
using SixLabors.ImageSharp.Metadata;

namespace SixLabors.ImageSharp.Formats.Png;

/// <summary>Puts the profiles behind the header of an encoded PNG. It has no place for IPTC.</summary>
internal static class PngProfileWriter
{
    internal static void Write(
        ReadOnlySpan<byte> encoded, ImageMetadata metadata, bool iccOnly, Stream stream)
    {
        var headerBytes = PngChunks.Signature.Length + PngChunks.FrameBytes + 13;
        stream.Write(encoded[..headerBytes]);
        if (metadata.IccProfile is { } icc)
        {
            PngChunks.Write(stream, "iCCP"u8, [.. "ICC Profile\0\0"u8, .. Deflate(icc.ToByteArray())]);
        }

        if (!iccOnly && metadata.ExifProfile?.ToByteArray() is { Length: > 0 } exif)
        {
            PngChunks.Write(stream, "eXIf"u8, exif);
        }

        if (!iccOnly && metadata.XmpProfile?.Data is { Length: > 0 } xmp)
        {
            PngChunks.Write(stream, "iTXt"u8, [.. "XML:com.adobe.xmp\0\0\0\0\0"u8, .. xmp]);
        }

        stream.Write(encoded[headerBytes..]);
    }

    private static byte[] Deflate(byte[] data)
    {
        using var target = new MemoryStream();
        using (var deflate = new ZLibStream(target, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(data);
        }

        return target.ToArray();
    }
}
