using System.Runtime.InteropServices;
using System.Text;

namespace CloudNative.CloudEvents.Core;

/// <summary>Moves bytes between streams, memory and arrays, copying only where it must.</summary>
public static class BinaryDataUtilities
{
    public static async Task<ReadOnlyMemory<byte>> ToReadOnlyMemoryAsync(Stream stream)
    {
        var buffer = new MemoryStream();
        await Validation.CheckNotNull(stream, nameof(stream)).CopyToAsync(buffer).ConfigureAwait(false);
        return WrittenTo(buffer);
    }

    public static ReadOnlyMemory<byte> ToReadOnlyMemory(Stream stream)
    {
        var buffer = new MemoryStream();
        Validation.CheckNotNull(stream, nameof(stream)).CopyTo(buffer);
        return WrittenTo(buffer);
    }

    public static MemoryStream AsStream(ReadOnlyMemory<byte> memory)
    {
        var segment = GetArraySegment(memory);
        return new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false);
    }

    public static string GetString(ReadOnlyMemory<byte> memory, Encoding encoding) =>
        Validation.CheckNotNull(encoding, nameof(encoding)).GetString(memory.Span);

    public static async Task CopyToStreamAsync(ReadOnlyMemory<byte> source, Stream destination) =>
        await Validation.CheckNotNull(destination, nameof(destination))
            .WriteAsync(source).ConfigureAwait(false);

    public static byte[] AsArray(ReadOnlyMemory<byte> memory)
    {
        var segment = GetArraySegment(memory);
        bool whole = segment.Offset == 0 && segment.Count == segment.Array!.Length;
        return whole ? segment.Array! : memory.ToArray();
    }

    public static ArraySegment<byte> GetArraySegment(ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetArray(memory, out var segment) && segment.Array is not null
            ? segment
            : new ArraySegment<byte>(memory.ToArray());

    private static ReadOnlyMemory<byte> WrittenTo(MemoryStream buffer) =>
        buffer.GetBuffer().AsMemory(0, checked((int)buffer.Length));
}
