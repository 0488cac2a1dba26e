using System.Buffers.Binary;
using Shop.LocalCloud.Storage.Disk;

namespace Shop.LocalCloud.Durability;

/// <summary>
/// What a log is written in: length, checksum of the content, checksum of these two, content. One write to the
/// disk is one frame, so that whatever a crash leaves of it is one frame that does not add up, at the end.
/// </summary>
internal static class Frame
{
    public const int HeaderBytes = 12;

    public static byte[] Around(IReadOnlyList<ReadOnlyMemory<byte>> records)
    {
        var content = records.Sum(record => sizeof(int) + record.Length);
        var frame = new byte[HeaderBytes + content];
        var rest = frame.AsSpan(HeaderBytes);
        foreach (var record in records)
        {
            BinaryPrimitives.WriteInt32LittleEndian(rest, record.Length);
            record.Span.CopyTo(rest[sizeof(int)..]);
            rest = rest[(sizeof(int) + record.Length)..];
        }
        BinaryPrimitives.WriteInt32LittleEndian(frame, content);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(4), Crc32c.Of(frame.AsSpan(HeaderBytes)));
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(8), Crc32c.Of(frame.AsSpan(0, 8)));
        return frame;
    }

    /// <returns>The bytes that follow the header; null when it is no header.</returns>
    public static int? ContentBytes(ReadOnlySpan<byte> header)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(header);
        var sum = BinaryPrimitives.ReadUInt32LittleEndian(header[8..]);
        return length > 0 && sum == Crc32c.Of(header[..8]) ? length : null;
    }

    public static bool Fits(ReadOnlySpan<byte> header, ReadOnlySpan<byte> content) =>
        BinaryPrimitives.ReadUInt32LittleEndian(header[4..]) == Crc32c.Of(content);

    public static IEnumerable<ReadOnlyMemory<byte>> Records(ReadOnlyMemory<byte> content)
    {
        while (content.Length > 0)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(content.Span);
            yield return content.Slice(sizeof(int), length);
            content = content[(sizeof(int) + length)..];
        }
    }

    /// <summary>Whether a whole frame begins anywhere in these bytes.</summary>
    public static bool IsAnywhereIn(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; at + HeaderBytes <= bytes.Length; at++)
        {
            var header = bytes.Slice(at, HeaderBytes);
            if (ContentBytes(header) is { } length
                && length <= bytes.Length - at - HeaderBytes
                && Fits(header, bytes.Slice(at + HeaderBytes, length)))
            {
                return true;
            }
        }
        return false;
    }
}
