using System.Buffers.Binary;

namespace Shop.ImageProcessor.Images;

/// <summary>Walks the chunks of a WebP file.</summary>
internal static class WebpStructure
{
    private const int ChunkHeaderBytes = 8;
    private const int FileHeaderBytes = 12;

    // The length of the whole can be true and that of a chunk within it a lie, and the other way round.
    public static FileStructure Walk(ReadOnlySpan<byte> file)
    {
        if (file.Length < FileHeaderBytes)
        {
            return new FileStructure(IsComplete: false);
        }
        var end = ChunkHeaderBytes + (long)BinaryPrimitives.ReadUInt32LittleEndian(file[4..]);
        if (end > file.Length)
        {
            return new FileStructure(IsComplete: false);
        }
        long at = FileHeaderBytes;
        long? framePixels = null;
        while (at + ChunkHeaderBytes <= end)
        {
            var chunk = file[(int)at..];
            var bytes = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            if (at + ChunkHeaderBytes + bytes > end)
            {
                return new FileStructure(IsComplete: false);
            }
            framePixels ??= FramePixels(chunk[..4], chunk.Slice(ChunkHeaderBytes, (int)bytes));
            // A chunk of an odd length is followed by one byte more, which some writers leave out at the end.
            at += ChunkHeaderBytes + bytes + (bytes & 1);
        }
        return new FileStructure(IsComplete: at > FileHeaderBytes, FramePixels: framePixels ?? 0);
    }

    // Null where the chunk is none that holds an image; whether it is a valid one is left to the decoder.
    private static long? FramePixels(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        const int sideMask = 0x3FFF, sideBits = 14;
        if (name.SequenceEqual("VP8 "u8) && data.Length >= 10)
        {
            return (long)(BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & sideMask)
                * (BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & sideMask);
        }
        if (name.SequenceEqual("VP8L"u8) && data.Length >= 5)
        {
            var packed = BinaryPrimitives.ReadUInt32LittleEndian(data[1..]);
            return (1 + (packed & sideMask)) * (1 + (long)(packed >> sideBits & sideMask));
        }
        if (name.SequenceEqual("ANMF"u8) && data.Length >= 12)
        {
            return (1 + ThreeBytes(data[6..])) * (1 + ThreeBytes(data[9..]));
        }
        return null;
    }

    private static long ThreeBytes(ReadOnlySpan<byte> bytes) => bytes[0] | bytes[1] << 8 | bytes[2] << 16;
}
