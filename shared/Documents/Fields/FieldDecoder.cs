using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Shop.Documents.Fields;

/// <summary>Reads Firestore's typed fields back as the JSON that was written.</summary>
internal static class FieldDecoder
{
    /// <param name="name">Whose fields.</param>
    /// <param name="fields">The object of typed fields; undefined when the answer has none.</param>
    /// <param name="version">Of the document.</param>
    /// <exception cref="DocumentStoreException">
    /// A field is of a type that JSON lacks: somebody else wrote it.
    /// </exception>
    public static Document Decode(DocumentName name, JsonElement fields, DocumentVersion version)
    {
        var buffer = new ArrayBufferWriter<byte>();
        DateTimeOffset? expiresAt = null;
        using (var json = new Utf8JsonWriter(buffer, FieldEncoder.Options))
        {
            json.WriteStartObject();
            foreach (var field in Members(fields))
            {
                if (field.NameEquals(FieldEncoder.ExpiresAtField)
                    && field.Value.TryGetProperty("timestampValue", out var time))
                {
                    expiresAt = DateTimeOffset.Parse(time.GetString()!, CultureInfo.InvariantCulture);
                    continue;
                }
                json.WritePropertyName(field.Name);
                Value(json, name, field.Name, field.Value);
            }
            json.WriteEndObject();
        }
        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        return new Document(name, JsonElement.ParseValue(ref reader), version) { ExpiresAt = expiresAt };
    }

    private static void Value(Utf8JsonWriter json, DocumentName document, string field, JsonElement typed)
    {
        var (type, value) = typed.EnumerateObject()
            .Select(member => (member.Name, member.Value)).FirstOrDefault();
        switch (type)
        {
            case "mapValue":
                json.WriteStartObject();
                foreach (var member in Members(Member(value, "fields")))
                {
                    json.WritePropertyName(member.Name);
                    Value(json, document, member.Name, member.Value);
                }
                json.WriteEndObject();
                break;
            case "arrayValue":
                json.WriteStartArray();
                foreach (var item in Items(Member(value, "values")))
                {
                    Value(json, document, field, item);
                }
                json.WriteEndArray();
                break;
            case "nullValue":
                json.WriteNullValue();
                break;
            case "stringValue" or "booleanValue":
                value.WriteTo(json);
                break;
            // Integers are strings, as JSON numbers of many languages have 53 bits only.
            case "integerValue":
                json.WriteNumberValue(long.Parse(value.ToString(), CultureInfo.InvariantCulture));
                break;
            case "doubleValue" when value.ValueKind == JsonValueKind.Number:
                json.WriteRawValue(Double(value.GetDouble()));
                break;
            default:
                throw new DocumentStoreException(
                    "UNIMPLEMENTED", $"{document}: the field '{field}' is a {type}.");
        }
    }

    // With its point, so that it is a double again when it is written again.
    private static string Double(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny(".E") ? text : text + ".0";
    }

    private static JsonElement Member(JsonElement value, string name) =>
        value.TryGetProperty(name, out var member) ? member : default;

    // Empty maps and arrays come without the member that would hold their content.
    private static JsonElement.ObjectEnumerator Members(JsonElement fields) =>
        fields.ValueKind == JsonValueKind.Undefined ? default : fields.EnumerateObject();

    private static JsonElement.ArrayEnumerator Items(JsonElement values) =>
        values.ValueKind == JsonValueKind.Undefined ? default : values.EnumerateArray();
}
