using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Shop.LocalCloud.Storage.Disk;

/// <summary>
/// CRC-32C (Castagnoli) of a stream of bytes, by the processor's own instruction where it has one.
/// </summary>
public struct Crc32c
{
    private uint _inverted;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var crc = ~_inverted;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
        {
            crc = BitOperations.Crc32C(crc, word);
        }
        foreach (var octet in bytes[(words.Length * sizeof(ulong))..])
        {
            crc = BitOperations.Crc32C(crc, octet);
        }
        _inverted = ~crc;
    }

    public readonly uint Value => _inverted;

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var checksum = default(Crc32c);
        checksum.Append(bytes);
        return checksum.Value;
    }

    /// <summary>As Google writes it: base64 of the big-endian value.</summary>
    public readonly string ToBase64()
    {
        Span<byte> bigEndian = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bigEndian, _inverted);
        return Convert.ToBase64String(bigEndian);
    }
}
