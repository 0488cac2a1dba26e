using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Shop.LocalCloud.Firestore.Fields;

/// <summary>
/// The typed fields of a document in one canonical form, so that equal bytes are equal fields.
/// </summary>
/// <param name="Json">The object of typed fields, its members in ordinal order.</param>
/// <param name="CountedBytes">As Firestore counts, with the 32 of the document.</param>
/// <param name="ExpiresAt">The timestamp field <c>expiresAt</c>, in microseconds.</param>
internal sealed record FieldSet(ReadOnlyMemory<byte> Json, long CountedBytes, long? ExpiresAt)
{
    public const string ExpiresAtField = "expiresAt";

    // All but what must be escaped stays as it is, or most of the world's text would triple.
    public static readonly JsonWriterOptions Writing =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 512 };

    public static readonly JsonDocumentOptions Reading = new() { MaxDepth = 256 };

    public static FieldSet Empty { get; } = new("{}"u8.ToArray(), FieldWriter.MapBytes, null);

    public bool IsEmpty => Json.Length == Empty.Json.Length;

    public bool HasSameFields(FieldSet other) => Json.Span.SequenceEqual(other.Json.Span);

    /// <param name="fields">What a client sent; undefined or null = no fields.</param>
    /// <exception cref="FirestoreRefusal">It breaks a rule.</exception>
    public static FieldSet Of(JsonElement fields)
    {
        if (fields.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return Empty;
        }
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Writing);
        try
        {
            var bytes = new FieldWriter(json).Document(fields);
            json.Flush();
            return new FieldSet(buffer.WrittenMemory.ToArray(), bytes, ExpiryOf(fields));
        }
        catch (InvalidOperationException)
        {
            // How JsonElement says that an escape such as \ud800 is half a character.
            throw FirestoreRefusal.Invalid("A field holds text that is not valid Unicode.");
        }
    }


    private static long? ExpiryOf(JsonElement fields) =>
        fields.TryGetProperty(ExpiresAtField, out var value)
        && value.TryGetProperty("timestampValue", out var time)
        && time.ValueKind == JsonValueKind.String
            ? Timestamps.Parse(time.GetString()!)
            : null;
}
