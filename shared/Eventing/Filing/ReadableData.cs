using System.Text;
using System.Text.Json;
using Shop.Contracts;

namespace Shop.Eventing.Filing;

/// <summary>Data in a form that people can read, where it has one.</summary>
internal readonly record struct ReadableData(JsonElement? Json, string? Text)
{
    // Longer than any event of the suite nobody reads, and it is in the file as base64 already.
    private const int BytesMax = ContractLimits.EventBytesMax;

    // The file must stay readable by readers that stop at the customary depth of 64.
    private static readonly JsonDocumentOptions _shallow = new() { MaxDepth = 32 };

    private static readonly UTF8Encoding _strict = new(false, throwOnInvalidBytes: true);

    public static ReadableData Of(ReadOnlyMemory<byte> data)
    {
        if (data.Length is 0 or > BytesMax)
        {
            return default;
        }
        try
        {
            using var json = JsonDocument.Parse(data, _shallow);
            // Written once, since half a character in an escape shows only then.
            using var writer = new Utf8JsonWriter(Stream.Null);
            json.RootElement.WriteTo(writer);
            return new ReadableData(json.RootElement.Clone(), null);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            return new ReadableData(null, TextOf(data.Span));
        }
    }

    private static string? TextOf(ReadOnlySpan<byte> data)
    {
        try
        {
            return _strict.GetString(data);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
