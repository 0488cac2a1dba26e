using System.Buffers.Binary;
using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.Metadata.Profiles.Icc;
using SixLabors.ImageSharp.Metadata.Profiles.Xmp;

namespace SixLabors.ImageSharp.Formats.Webp;

/// <summary>Walks the chunks for dimensions and profiles.</summary>
internal sealed class WebpHeaderReader(bool skipMetadata)
{
    private const int AlphaFlag = 0x10;
    private const int LosslessBits = 32;
    private const byte LosslessSignature = 0x2F;

    private readonly ImageMetadata metadata = new();
    private ImageHeader? header;

    internal ImageHeader Read(ReadOnlySpan<byte> bytes)
    {
        var chunks = new WebpChunks(bytes[WebpChunks.RiffBytes..]);
        var animated = false;
        while (chunks.MoveNext())
        {
            animated |= chunks.Name.SequenceEqual("ANIM"u8);
            if (!animated)
            {
                ReadImage(chunks.Name, chunks.Data);
            }

            if (!skipMetadata)
            {
                ReadProfile(chunks.Name, chunks.Data);
            }
        }

        return header ?? throw new InvalidImageContentException("The WebP has no image header.");
    }

    private void ReadImage(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        if (name.SequenceEqual("VP8X"u8) && data.Length >= 10)
        {
            var size = new Size(1 + Three(data[4..]), 1 + Three(data[7..]));
            header = new ImageHeader(size, (data[0] & AlphaFlag) == 0 ? 24 : 32, Bands: 4, metadata);
        }
        else if (name.SequenceEqual("VP8 "u8) && data.Length >= 10)
        {
            ReadLossy(data);
        }
        else if (name.SequenceEqual("VP8L"u8) && data.Length >= 5 && data[0] == LosslessSignature)
        {
            var packed = BinaryPrimitives.ReadUInt32LittleEndian(data[1..]);
            var size = new Size(1 + (int)(packed & 0x3FFF), 1 + (int)(packed >> 14 & 0x3FFF));
            metadata.WebpFileFormat = WebpFileFormatType.Lossless;
            header = new ImageHeader(size, LosslessBits, Bands: 4, metadata);
        }
    }

    private void ReadLossy(ReadOnlySpan<byte> data)
    {
        if (!data[3..].StartsWith((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]))
        {
            throw new InvalidImageContentException("VP8 magic bytes not found");
        }

        var size = new Size(
            BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & 0x3FFF,
            BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & 0x3FFF);
        if (size.Width == 0 || size.Height == 0)
        {
            throw new InvalidImageContentException("width or height can not be zero");
        }

        metadata.WebpFileFormat = WebpFileFormatType.Lossy;
        header = new ImageHeader(size, header?.BitsPerPixel ?? 24, Bands: 4, metadata);
    }

    private void ReadProfile(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        if (name.SequenceEqual("EXIF"u8))
        {
            metadata.ExifProfile = new ExifProfile(data.ToArray());
        }
        else if (name.SequenceEqual("XMP "u8))
        {
            metadata.XmpProfile = new XmpProfile(data.ToArray());
        }
        else if (name.SequenceEqual("ICCP"u8)
            && new IccProfile(data.ToArray()) is var icc && icc.CheckIsValid())
        {
            metadata.IccProfile = icc;
        }
    }

    private static int Three(ReadOnlySpan<byte> bytes) => bytes[0] | bytes[1] << 8 | bytes[2] << 16;
}
