using System.Buffers.Binary;

namespace Shop.ImageProcessor.Images;

/// <summary>
/// What the structure of a file tells without decoding it. Decoders load truncated JPEG, WebP and GIF files without
/// a word, and the rest of the picture is grey: what an interrupted upload leaves must not become a variant.
/// </summary>
/// <param name="IsComplete">Whether the file holds its image to the end.</param>
/// <param name="Scans">How often the decoder goes over the whole picture; only a progressive JPEG has several.</param>
/// <param name="FramePixels">What the first frame of a GIF claims, which may reach beyond the canvas.</param>
internal readonly record struct FileStructure(bool IsComplete, int Scans = 1, long FramePixels = 0)
{
    /// <summary>Walks the file's own structure, so that an end marker inside a thumbnail or in data does not count.</summary>
    public static FileStructure Of(ImageFormat format, ReadOnlySpan<byte> file) => format switch
    {
        ImageFormat.Jpeg => JpegStructure.Walk(file),
        ImageFormat.Png => new(PngEnds(file)),
        ImageFormat.Webp => new(RiffEnds(file)),
        ImageFormat.Gif => GifStructure.Walk(file),
    };

    private static bool PngEnds(ReadOnlySpan<byte> file)
    {
        const int signatureBytes = 8, chunkOverheadBytes = 12;
        var at = (long)signatureBytes;
        while (at + chunkOverheadBytes <= file.Length)
        {
            var chunk = file[(int)at..];
            var end = at + chunkOverheadBytes + BinaryPrimitives.ReadUInt32BigEndian(chunk);
            if (chunk.Slice(4, 4).SequenceEqual("IEND"u8))
            {
                return end <= file.Length;
            }
            at = end;
        }
        return false;
    }

    // The length of the whole can be true and that of a chunk within it a lie, and the other way round.
    private static bool RiffEnds(ReadOnlySpan<byte> file)
    {
        const int headerBytes = 8, nameBytes = 4;
        if (file.Length < headerBytes + nameBytes)
        {
            return false;
        }
        var end = headerBytes + (long)BinaryPrimitives.ReadUInt32LittleEndian(file[4..]);
        if (end > file.Length)
        {
            return false;
        }
        var at = (long)headerBytes + nameBytes;
        while (at + headerBytes <= end)
        {
            var bytes = BinaryPrimitives.ReadUInt32LittleEndian(file[((int)at + 4)..]);
            // A chunk of an odd length is followed by one byte more, which some writers leave out at the end.
            if (at + headerBytes + bytes > end)
            {
                return false;
            }
            at += headerBytes + bytes + (bytes & 1);
        }
        return at > headerBytes + nameBytes;
    }
}
