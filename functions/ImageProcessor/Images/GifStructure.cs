using System.Buffers.Binary;

namespace Shop.ImageProcessor.Images;

/// <summary>Walks the blocks of a GIF file.</summary>
internal static class GifStructure
{
    public static FileStructure Walk(ReadOnlySpan<byte> file)
    {
        const int screenBytes = 13, descriptorBytes = 10;
        if (file.Length < screenBytes)
        {
            return new FileStructure(IsComplete: false);
        }
        long? framePixels = null;
        var at = screenBytes + ColorTableBytes(file[10]);
        while (at < file.Length)
        {
            switch (file[at])
            {
                case 0x3B: // trailer
                    return new FileStructure(IsComplete: true, FramePixels: framePixels ?? 0);
                case 0x21: // extension: introducer, label, sub-blocks
                    at += 2;
                    break;
                case 0x2C when at + descriptorBytes <= file.Length: // image: descriptor, colours, code size, sub-blocks
                    framePixels ??= Reach(file[(at + 1)..]);
                    at += descriptorBytes + ColorTableBytes(file[at + descriptorBytes - 1]) + 1;
                    break;
                default:
                    return new FileStructure(IsComplete: false);
            }
            while (at < file.Length && file[at] != 0)
            {
                at += 1 + file[at];
            }
            at++;
        }
        return new FileStructure(IsComplete: false);
    }

    // Left, top, width and height: a canvas that holds the frame has at least so many pixels.
    private static long Reach(ReadOnlySpan<byte> descriptor)
    {
        long right = BinaryPrimitives.ReadUInt16LittleEndian(descriptor)
            + BinaryPrimitives.ReadUInt16LittleEndian(descriptor[4..]);
        long bottom = BinaryPrimitives.ReadUInt16LittleEndian(descriptor[2..])
            + BinaryPrimitives.ReadUInt16LittleEndian(descriptor[6..]);
        return right * bottom;
    }

    private static int ColorTableBytes(byte packed) => (packed & 0x80) == 0 ? 0 : 3 << ((packed & 0x07) + 1);
}
