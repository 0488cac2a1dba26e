using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Google.Cloud.Storage.V1;

/// <summary>The hash of Cloud Storage: Castagnoli's CRC, which processors compute.</summary>
internal sealed class Crc32c
{
    internal const string HashHeaderName = "x-goog-hash";
    internal const string HashName = "crc32c";

    private uint _crc = uint.MaxValue;

    internal void UpdateHash(byte[] data, int offset, int length)
    {
        var bytes = data.AsSpan(offset, length);
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
        {
            var little = BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);
            _crc = BitOperations.Crc32C(_crc, little);
        }

        var rest = bytes[(words.Length * sizeof(ulong))..];
        foreach (var single in rest) _crc = BitOperations.Crc32C(_crc, single);
    }

    /// <summary>The hash so far, most significant byte first.</summary>
    internal byte[] GetHash()
    {
        var hash = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(hash, ~_crc);
        return hash;
    }
}
