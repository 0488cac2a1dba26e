using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;

namespace Google.Cloud.Storage.V1.Tests;

/// <summary>Content, and what Cloud Storage says of it.</summary>
internal static class Content
{
    internal static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    internal static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    internal static string Crc32c(ReadOnlySpan<byte> content)
    {
        var crc = uint.MaxValue;
        foreach (var single in content) crc = BitOperations.Crc32C(crc, single);
        Span<byte> hash = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(hash, ~crc);
        return Convert.ToBase64String(hash);
    }

    /// <summary>The metadata that the service answers with: 64-bit numbers are strings.</summary>
    internal static string ObjectJson(byte[] content, string name = "name", long generation = 7) =>
        ObjectJson(content.Length, Crc32c(content), name, generation);

    internal static string ObjectJson(
        int size = 0, string crc32c = "AAAAAA==", string name = "name", long generation = 7) =>
        JsonSerializer.Serialize(new
        {
            kind = "storage#object",
            bucket = "bucket",
            name,
            generation = generation.ToString(CultureInfo.InvariantCulture),
            metageneration = "1",
            size = size.ToString(CultureInfo.InvariantCulture),
            contentType = "text/plain",
            timeCreated = "2026-03-01T10:20:30.123Z",
            updated = "2026-03-01T10:20:31.456Z",
            crc32c,
            metadata = new { colour = "red" },
        });

    internal static string ErrorJson(int code, string reason, string message = "No.") =>
        JsonSerializer.Serialize(new
        {
            error = new { code, message, errors = new[] { new { message, domain = "global", reason } } },
        });
}
