using System.Globalization;
using System.Text;
using System.Text.Json;
using CloudNative.CloudEvents;
using Shop.Contracts;

namespace Shop.ImageProcessor;

/// <summary>What <c>google.cloud.storage.object.v1.finalized</c> says of an object.</summary>
/// <param name="Original">The generation that was written.</param>
/// <param name="IsVariant">Whether this function wrote it; handling it would be a loop.</param>
public sealed record UploadedObject(ImageOriginal Original, bool IsVariant)
{
    public const string EventType = "google.cloud.storage.object.v1.finalized";

    /// <summary>Custom metadata that each variant carries: the generation of its original.</summary>
    public const string SourceGenerationKey = "source-generation";

    // Cloud Storage's limit for the name of an object.
    private const int NameBytesMax = 1024;

    /// <returns>The object, or a sentence that says what is wrong with the event.</returns>
    public static (UploadedObject? Uploaded, string? Fault) Read(CloudEvent cloudEvent)
    {
        if (cloudEvent.Type != EventType)
        {
            return (null, $"Events of type {cloudEvent.Type} are not handled here, only {EventType}.");
        }
        if (cloudEvent.Data is not JsonElement { ValueKind: JsonValueKind.Object } data)
        {
            return (null, "The data is not a JSON object.");
        }
        if (Text(data, "bucket") is not { Length: > 0 } bucket)
        {
            return (null, "The data has no bucket.");
        }
        if (Text(data, "name") is not { Length: > 0 } name || !IsObjectName(name))
        {
            return (null, $"The data has no name that an object could have (1-{NameBytesMax} bytes on one line).");
        }
        if (Number(data, "generation") is not (> 0 and var generation))
        {
            return (null, "The data has no positive generation.");
        }
        if (Number(data, "size") is not (>= 0 and var size))
        {
            return (null, "The data has no size.");
        }
        var original = new ImageOriginal(
            bucket, name, generation, Text(data, "contentType") ?? "application/octet-stream", size);
        return (new UploadedObject(original, HasSourceGeneration(data)), null);
    }

    private static bool IsObjectName(string name) =>
        Encoding.UTF8.GetByteCount(name) <= NameBytesMax && !name.AsSpan().ContainsAny('\r', '\n');

    private static bool HasSourceGeneration(JsonElement data) =>
        data.TryGetProperty("metadata", out var metadata)
        && metadata.ValueKind == JsonValueKind.Object
        && metadata.TryGetProperty(SourceGenerationKey, out _);

    private static string? Text(JsonElement data, string member) =>
        data.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    // Protocol Buffers writes 64-bit numbers as JSON strings; people who try things by hand write numbers.
    private static long? Number(JsonElement data, string member) =>
        data.TryGetProperty(member, out var value)
        && (value.ValueKind == JsonValueKind.Number
            ? value.TryGetInt64(out var number)
            : long.TryParse(Text(data, member), NumberStyles.None, CultureInfo.InvariantCulture, out number))
            ? number
            : null;
}
