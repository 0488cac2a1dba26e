using Shop.LocalCloud.Storage.Disk;

namespace Shop.LocalCloud.Storage.Uploads;

/// <summary>Compares what the client says it sent with what arrived.</summary>
internal static class Checksums
{
    public static void Check(FinishedContent content, string? crc32c, string? md5)
    {
        if (md5 is not null && md5 != content.Md5)
        {
            throw RefusedRequestException.Invalid(
                $"Provided MD5 hash \"{md5}\" doesn't match calculated MD5 hash \"{content.Md5}\".");
        }
        if (crc32c is not null && crc32c != content.Crc32c)
        {
            throw RefusedRequestException.Invalid(
                $"Provided CRC32C \"{crc32c}\" doesn't match calculated CRC32C \"{content.Crc32c}\".");
        }
    }

    /// <summary>Reads <c>X-Goog-Hash: crc32c=…,md5=…</c>, in one header or in several.</summary>
    public static (string? Crc32c, string? Md5) Read(IEnumerable<string?> headers)
    {
        string? crc32c = null;
        string? md5 = null;
        var parts = headers.SelectMany(header => (header ?? "").Split(',', StringSplitOptions.TrimEntries));
        foreach (var part in parts)
        {
            if (part.StartsWith("crc32c=", StringComparison.OrdinalIgnoreCase))
            {
                crc32c = part["crc32c=".Length..];
            }
            else if (part.StartsWith("md5=", StringComparison.OrdinalIgnoreCase))
            {
                md5 = part["md5=".Length..];
            }
        }
        return (crc32c, md5);
    }
}
