using System.Buffers.Binary;

namespace Shop.ImageProcessor.Images;

/// <summary>
/// What the structure of a file tells without decoding it. Decoders load truncated JPEG, WebP and GIF files without
/// a word, and the rest of the picture is grey: what an interrupted upload leaves must not become a variant.
/// </summary>
/// <param name="IsComplete">Whether the file holds its image to the end.</param>
/// <param name="Scans">How often the decoder goes over the whole picture; only a progressive JPEG has several.</param>
/// <param name="FramePixels">What the first frame of a GIF or WebP claims, which may be more than its canvas.</param>
internal readonly record struct FileStructure(bool IsComplete, int Scans = 1, long FramePixels = 0)
{
    /// <summary>Walks the file's own structure, so that an end marker inside a thumbnail or in data does not count.</summary>
    public static FileStructure Of(ImageFormat format, ReadOnlySpan<byte> file) => format switch
    {
        ImageFormat.Jpeg => JpegStructure.Walk(file),
        ImageFormat.Png => new(PngEnds(file)),
        ImageFormat.Webp => WebpStructure.Walk(file),
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
}
