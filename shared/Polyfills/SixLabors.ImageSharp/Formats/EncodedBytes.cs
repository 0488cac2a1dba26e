namespace SixLabors.ImageSharp.Formats;

/// <summary>Reads what is left of a stream into memory, which is where the decoders work.</summary>
internal static class EncodedBytes
{
    internal static ArraySegment<byte> Read(Stream stream)
    {
        if (Readable(stream) is MemoryStream memory && TryTake(memory, out var bytes))
        {
            return bytes;
        }

        using var copy = new MemoryStream(Capacity(stream));
        stream.CopyTo(copy);
        return Written(copy);
    }

    internal static async Task<ArraySegment<byte>> ReadAsync(
        Stream stream, CancellationToken cancellationToken)
    {
        var readable = Readable(stream);
        cancellationToken.ThrowIfCancellationRequested();
        if (readable is MemoryStream memory && TryTake(memory, out var bytes))
        {
            return bytes;
        }

        using var copy = new MemoryStream(Capacity(stream));
        await stream.CopyToAsync(copy, cancellationToken).ConfigureAwait(false);
        return Written(copy);
    }

    internal static Stream Readable(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return stream.CanRead ? stream : throw new NotSupportedException("Cannot read from the stream.");
    }

    private static int Capacity(Stream stream) =>
        stream.CanSeek ? (int)Math.Clamp(stream.Length - stream.Position, 0, Array.MaxLength) : 0;

    private static bool TryTake(MemoryStream stream, out ArraySegment<byte> bytes)
    {
        if (!stream.TryGetBuffer(out bytes))
        {
            return false;
        }

        bytes = bytes[(int)Math.Min(stream.Position, bytes.Count)..];
        stream.Position = stream.Length;
        return true;
    }

    private static ArraySegment<byte> Written(MemoryStream stream) =>
        new(stream.GetBuffer(), 0, checked((int)stream.Length));
}
