using System.Buffers.Binary;
using System.IO.Compression;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.Metadata.Profiles.Icc;
using SixLabors.ImageSharp.Metadata.Profiles.Xmp;

namespace SixLabors.ImageSharp.Formats.Png;

/// <summary>Walks the chunks, without looking into the pixels, and refuses a file that ends within
/// one.</summary>
/// <remarks>The checksums of the pixels are left to the decoding; the published package already refuses to
/// identify a file in which one is wrong.</remarks>
internal sealed class PngHeaderReader(bool skipMetadata)
{
    // A few compressed bytes can promise gigabytes; the published package stops here too.
    private const int ProfileBytesMax = 8 * 1024 * 1024;

    private const int HeaderBytes = 13;

    private readonly ImageMetadata metadata = new() { WebpFileFormat = WebpFileFormatType.Lossless };
    private Size size;
    private int bitDepth;
    private int colourType;
    private bool transparency;

    private static ReadOnlySpan<byte> XmpKeyword => "XML:com.adobe.xmp\0"u8;

    internal ImageHeader Read(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[PngChunks.Signature.Length..];
        while (bytes.Length > 1)
        {
            if (bytes.Length < PngChunks.FrameBytes
                || BinaryPrimitives.ReadUInt32BigEndian(bytes) is var length
                && length > bytes.Length - PngChunks.FrameBytes)
            {
                throw new InvalidImageContentException("The PNG ends within a chunk.");
            }

            var chunk = bytes[..(PngChunks.FrameBytes + (int)length)];
            if (chunk[4..8].SequenceEqual("IEND"u8))
            {
                break;
            }

            ReadChunk(chunk[4..8], chunk[8..^4], chunk);
            bytes = bytes[chunk.Length..];
        }

        return size.IsEmpty
            ? throw new InvalidImageContentException(
                "PNG Image must contain a header chunk and it must be located before any other chunks.")
            : new ImageHeader(size, Channels * bitDepth, Bands, metadata);
    }

    private int Channels => colourType switch
    {
        2 => 3,
        4 => 2,
        6 => 4,
        _ => 1,
    };

    private int Bands => colourType switch
    {
        0 => transparency ? 2 : 1,
        2 => transparency ? 4 : 3,
        4 => 2,
        _ => 4,
    };

    private void ReadChunk(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data, ReadOnlySpan<byte> chunk)
    {
        if (name.SequenceEqual("IHDR"u8))
        {
            ReadHeader(data, chunk);
        }
        else if (name.SequenceEqual("tRNS"u8))
        {
            transparency = true;
        }
        else if (name.SequenceEqual("pHYs"u8) && data.Length == 9)
        {
            metadata.HorizontalResolution = BinaryPrimitives.ReadUInt32BigEndian(data);
            metadata.VerticalResolution = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
            metadata.ResolutionUnits = data[8] == 1
                ? PixelResolutionUnit.PixelsPerMeter
                : PixelResolutionUnit.AspectRatio;
        }
        else if (name.SequenceEqual("iCCP"u8))
        {
            ReadIcc(data);
        }
        else if (!skipMetadata)
        {
            ReadProfile(name, data);
        }
    }

    private void ReadHeader(ReadOnlySpan<byte> data, ReadOnlySpan<byte> chunk)
    {
        if (data.Length != HeaderBytes
            || BinaryPrimitives.ReadUInt32BigEndian(chunk[^4..]) != PngChunks.Checksum(chunk[4..^4]))
        {
            throw new InvalidImageContentException("CRC Error. PNG IHDR chunk is corrupt!");
        }

        var (width, height) = (
            BinaryPrimitives.ReadUInt32BigEndian(data), BinaryPrimitives.ReadUInt32BigEndian(data[4..]));
        if (width is 0 or > int.MaxValue || height is 0 or > int.MaxValue)
        {
            throw new InvalidImageContentException($"Invalid image dimensions: {width}x{height}.");
        }

        size = new Size((int)width, (int)height);
        bitDepth = data[8];
        colourType = data[9];
    }

    // Name, method, compressed profile. The published package reads it even when metadata is to be skipped.
    private void ReadIcc(ReadOnlySpan<byte> data)
    {
        var end = data.IndexOf((byte)0);
        if (end >= 0 && end + 2 <= data.Length && Inflate(data[(end + 2)..]) is { } profile)
        {
            metadata.IccProfile = new IccProfile(profile);
        }
    }

    private void ReadProfile(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        if (name.SequenceEqual("eXIf"u8))
        {
            metadata.ExifProfile = new ExifProfile(data.ToArray());
        }
        else if (name.SequenceEqual("iTXt"u8) && data.StartsWith(XmpKeyword))
        {
            ReadXmp(data[XmpKeyword.Length..]);
        }
    }

    // Compressed or not, method, language, translated keyword, text.
    private void ReadXmp(ReadOnlySpan<byte> data)
    {
        if (data.Length < 2)
        {
            return;
        }

        var compressed = data[0] == 1;
        data = data[2..];
        for (var field = 0; field < 2; field++)
        {
            var end = data.IndexOf((byte)0);
            if (end < 0)
            {
                return;
            }

            data = data[(end + 1)..];
        }

        var text = compressed ? Inflate(data) : data.ToArray();
        metadata.XmpProfile = text is null ? null : new XmpProfile(text);
    }

    private static byte[]? Inflate(ReadOnlySpan<byte> data)
    {
        using var source = new ZLibStream(new MemoryStream(data.ToArray()), CompressionMode.Decompress);
        using var target = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            while (source.Read(buffer) is > 0 and var read)
            {
                target.Write(buffer, 0, read);
                if (target.Length > ProfileBytesMax)
                {
                    return null;
                }
            }
        }
        catch (InvalidDataException)
        {
            return null;
        }

        return target.ToArray();
    }
}
