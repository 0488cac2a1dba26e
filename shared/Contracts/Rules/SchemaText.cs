using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Shop.Contracts.Rules;

/// <summary>Writes the JSON Schema (draft 2020-12) of an event's data.</summary>
internal static class SchemaText
{
    // Served as JSON and never put into a page; quotation marks in sentences should be readable.
    private static readonly JsonWriterOptions _options =
        new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(EventContract contract, string title, ObjectRule rule)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, _options))
        {
            writer.WriteStartObject();
            writer.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
            writer.WriteString("$id", contract.DataSchema.OriginalString);
            writer.WriteString("title", title);
            rule.WriteKeywords(writer);
            writer.WriteStartArray("examples");
            rule.WriteExample(writer);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }
}
