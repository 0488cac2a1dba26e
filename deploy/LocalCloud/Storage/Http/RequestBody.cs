using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Shop.LocalCloud.Storage.Http;

/// <summary>Reads what clients send beside the bytes of objects.</summary>
internal static class RequestBody
{
    // Google allows 8 KiB of custom metadata; the rest of a resource is small.
    public const int JsonBytesMax = 256 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Google's .NET client compresses its JSON, and gsutil -J whole uploads.</summary>
    public static Stream Open(HttpRequest request) =>
        string.Equals(request.Headers.ContentEncoding, "gzip", StringComparison.OrdinalIgnoreCase)
            ? new GZipStream(request.Body, CompressionMode.Decompress)
            : request.Body;

    /// <returns>An empty object where the body is empty.</returns>
    public static async Task<JsonObject> ReadJsonAsync(HttpContext context) =>
        await ReadJsonAsync(context, ResourceJson.Default.JsonObject) ?? [];

    public static async Task<T?> ReadJsonAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        await using var body = Open(context.Request);
        var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await body.ReadAsync(chunk, context.RequestAborted)) > 0)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > JsonBytesMax)
            {
                throw RefusedRequestException.Invalid($"The request is longer than {JsonBytesMax} bytes.");
            }
        }
        return Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), type);
    }

    public static T? Parse<T>(ReadOnlyMemory<byte> json, JsonTypeInfo<T> type)
        where T : class
    {
        if (json.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            return null;
        }
        try
        {
            // A JsonObject is built when it is first read, too late to refuse what it cannot hold.
            using var document = JsonDocument.Parse(json, Strict);
            return document.Deserialize(type);
        }
        catch (JsonException fault)
        {
            throw new RefusedRequestException(400, "parseError", "Parse Error: " + fault.Message);
        }
    }

    public static string? Text(this JsonObject json, string name)
    {
        try
        {
            return json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
        }
        catch (InvalidOperationException fault)
        {
            // Half of a surrogate pair: JSON may hold it, UTF-8 may not.
            throw new RefusedRequestException(400, "parseError", "Parse Error: " + fault.Message);
        }
    }
}
