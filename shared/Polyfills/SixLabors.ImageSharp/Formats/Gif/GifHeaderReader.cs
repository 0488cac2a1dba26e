using System.Buffers.Binary;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.Metadata;

namespace SixLabors.ImageSharp.Formats.Gif;

/// <summary>Reads the size of the canvas, and counts frames up to a bound without decoding them.</summary>
internal ref struct GifHeaderReader(ReadOnlySpan<byte> bytes, uint framesMax)
{
    private const int SignatureBytes = 6;
    private const int ScreenBytes = 7;
    private const int DescriptorBytes = 9;

    private const byte Extension = 0x21;
    private const byte Image = 0x2C;

    private ReadOnlySpan<byte> rest = bytes[SignatureBytes..];

    internal ImageHeader Read()
    {
        if (rest.Length < ScreenBytes)
        {
            throw new InvalidImageContentException("Not enough data to read the logical screen descriptor");
        }

        var size = new Size(
            BinaryPrimitives.ReadUInt16LittleEndian(rest),
            BinaryPrimitives.ReadUInt16LittleEndian(rest[2..]));
        if (size.Width == 0 && size.Height == 0)
        {
            throw new InvalidImageContentException("Gif image does not contain a Logical Screen Descriptor.");
        }

        var flags = rest[4];
        Skip(ScreenBytes + PaletteBytes(flags));
        var frames = new List<ImageFrameMetadata>();
        while (frames.Count < framesMax && ReadBlock(out var isFrame))
        {
            if (isFrame)
            {
                frames.Add(new ImageFrameMetadata());
            }
        }

        var metadata = new ImageMetadata { WebpFileFormat = WebpFileFormatType.Lossless };
        return new ImageHeader(size, (flags & 7) + 1, Bands: 4, metadata, frames);
    }

    private bool ReadBlock(out bool isFrame)
    {
        isFrame = false;
        switch (rest)
        {
            case [Extension, ..]:
                Skip(2);
                SkipSubBlocks();
                return true;
            case [Image, ..] when rest.Length > DescriptorBytes:
                var flags = rest[DescriptorBytes];
                Skip(1 + DescriptorBytes + PaletteBytes(flags) + 1);
                SkipSubBlocks();
                isFrame = true;
                return true;
            default:
                return false;
        }
    }

    private static int PaletteBytes(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    private void SkipSubBlocks()
    {
        while (rest is [> 0 and var length, ..])
        {
            Skip(1 + length);
        }

        Skip(1);
    }

    private void Skip(int count) => rest = rest[Math.Min(count, rest.Length)..];
}
