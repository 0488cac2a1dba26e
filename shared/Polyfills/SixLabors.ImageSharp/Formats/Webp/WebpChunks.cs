using System.Buffers.Binary;

namespace SixLabors.ImageSharp.Formats.Webp;

/// <summary>The chunks of a RIFF container: name, length, data padded to an even length.</summary>
internal ref struct WebpChunks(ReadOnlySpan<byte> rest)
{
    internal const int RiffBytes = 12;
    internal const int FrameBytes = 8;

    private ReadOnlySpan<byte> rest = rest;

    internal ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>The data, or as much of it as the file holds.</summary>
    internal ReadOnlySpan<byte> Data { get; private set; }

    internal bool MoveNext()
    {
        if (rest.Length < FrameBytes)
        {
            return false;
        }

        Name = rest[..4];
        var length = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
        rest = rest[FrameBytes..];
        var held = (int)Math.Min(length, rest.Length);
        Data = rest[..held];
        rest = rest[Math.Min(rest.Length, held + (held & 1))..];
        return true;
    }

    internal static void Write(Stream stream, ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, data.Length);
        stream.Write(name);
        stream.Write(length);
        stream.Write(data);
        if (data.Length % 2 != 0)
        {
            stream.WriteByte(0);
        }
    }
}
