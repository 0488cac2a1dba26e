using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Shop.LocalCloud.Storage.Http;

/// <summary>Google's etag: base64 of a protocol buffer with generation (1) and metageneration (2).</summary>
internal static class EntityTag
{
    public static string Of(StoredObject stored) => Of(stored.Generation, stored.Metageneration);

    public static string Of(long generation, long metageneration)
    {
        var bytes = new List<byte>();
        if (generation != 0)
        {
            bytes.Add(0x08);
            AppendVarint(bytes, (ulong)generation);
        }
        bytes.Add(0x10);
        AppendVarint(bytes, (ulong)metageneration);
        return Convert.ToBase64String([.. bytes]);
    }

    /// <summary>Whether the client has this version. Tags come quoted or bare, weak or strong, in lists.</summary>
    public static bool IsKnownTo(HttpRequest request, StoredObject stored)
    {
        var tag = Of(stored);
        return request.Headers.IfNoneMatch
            .SelectMany(header => (header ?? "").Split(',', StringSplitOptions.TrimEntries))
            .Select(known => known.StartsWith("W/", StringComparison.Ordinal) ? known[2..] : known)
            .Any(known => known == "*" || known.Trim('"') == tag);
    }

    private static void AppendVarint(List<byte> bytes, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value & 0x7f | 0x80));
        }
        bytes.Add((byte)value);
    }
}

/// <summary>Times as Google writes them: <c>2025-11-20T10:40:33.123Z</c>, always with three digits.</summary>
internal sealed class MillisecondTime : JsonConverter<DateTimeOffset>
{
    public const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public override DateTimeOffset Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture));
}
