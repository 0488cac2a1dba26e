using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Shop.Eventing;

/// <summary>Event ids that follow from what an event is about, so that saying it again is recognisable.</summary>
public static class EventIds
{
    // 128 bits: two different events meet with a probability that no traffic makes noticeable.
    private const int Digits = 32;

    /// <summary>Hashes the parts, each with its length before it, so that no two lists of parts look alike.</summary>
    /// <returns>32 lower-case hexadecimal digits.</returns>
    public static string Derive(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..Digits];
    }
}
