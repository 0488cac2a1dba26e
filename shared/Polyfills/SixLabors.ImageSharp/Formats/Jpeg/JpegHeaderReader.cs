using System.Buffers.Binary;
using SixLabors.ImageSharp.Metadata;

namespace SixLabors.ImageSharp.Formats.Jpeg;

/// <summary>Walks the segments before the first scan.</summary>
internal ref struct JpegHeaderReader(ReadOnlySpan<byte> bytes, bool skipMetadata)
{
    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;
    private const byte Application0 = 0xE0;
    private const byte Application15 = 0xEF;

    private readonly ReadOnlySpan<byte> bytes = bytes;
    private readonly JpegProfiles profiles = new();
    private readonly ImageMetadata metadata = new();
    private ImageHeader? header;
    private int position = 2;

    internal ImageHeader Read()
    {
        while (TryFindMarker(out var marker) && marker != EndOfImage)
        {
            if (!TryReadSegment(out var segment))
            {
                if (header is not null)
                {
                    break;
                }

                throw new InvalidImageContentException(
                    "Input stream does not have enough bytes to parse declared contents of the "
                    + $"{marker:X2} marker.");
            }

            if (marker == StartOfScan)
            {
                break;
            }

            Read(marker, segment);
        }

        if (header is null)
        {
            throw new InvalidImageContentException("No readable SOFn (Start Of Frame) marker found.");
        }

        if (!skipMetadata)
        {
            profiles.AddTo(metadata);
        }

        return header;
    }

    // Any byte may fill the room between segments; 0 and the restart markers belong to image data.
    private bool TryFindMarker(out byte marker)
    {
        for (; position + 1 < bytes.Length; position++)
        {
            marker = bytes[position + 1];
            if (bytes[position] == 0xFF && marker is not (0x00 or 0xFF or (>= 0xD0 and <= 0xD7)))
            {
                position += 2;
                return true;
            }
        }

        marker = 0;
        return false;
    }

    private bool TryReadSegment(out ReadOnlySpan<byte> segment)
    {
        segment = default;
        if (bytes.Length - position < 2)
        {
            return false;
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(bytes[position..]);
        if (length < 2 || length > bytes.Length - position)
        {
            return false;
        }

        segment = bytes.Slice(position + 2, length - 2);
        position += length;
        return true;
    }

    private void Read(byte marker, ReadOnlySpan<byte> segment)
    {
        switch (marker)
        {
            case 0xC0 or 0xC1 or 0xC2 or 0xC9 or 0xCA:
                header = ReadFrame(segment);
                break;
            case 0xC3 or 0xC5 or 0xC6 or 0xC7 or 0xCB or 0xCD or 0xCE or 0xCF:
                throw new NotSupportedException(
                    "Decoding lossless, differential or hierarchical jpeg files is not supported.");
            case >= Application0 and <= Application15:
                profiles.Read(marker, segment, metadata);
                break;
        }
    }

    private readonly ImageHeader ReadFrame(ReadOnlySpan<byte> segment)
    {
        if (header is not null)
        {
            throw new InvalidImageContentException(
                "Multiple SOF markers. Only single frame jpegs supported.");
        }

        if (segment.Length < 6)
        {
            throw new InvalidImageContentException("SOF marker does not contain enough data.");
        }

        int precision = segment[0];
        int components = segment[5];
        var size = new Size(
            BinaryPrimitives.ReadUInt16BigEndian(segment[3..]),
            BinaryPrimitives.ReadUInt16BigEndian(segment[1..]));
        if (precision is not (8 or 12))
        {
            throw new InvalidImageContentException("Only 8-Bit and 12-Bit precision is supported.");
        }

        if (size.Width == 0 || size.Height == 0)
        {
            throw new InvalidImageContentException($"Invalid image dimensions: {size.Width}x{size.Height}.");
        }

        if (components is not (1 or 3 or 4))
        {
            throw new NotSupportedException($"Images with {components} components are not supported.");
        }

        metadata.JpegColor = components switch
        {
            1 => JpegEncodingColor.Luminance,
            3 when segment.Length > 7 && segment[7] == 0x11 => JpegEncodingColor.YCbCrRatio444,
            _ => null,
        };
        return new ImageHeader(size, components * precision, Bands: 3, metadata);
    }
}
