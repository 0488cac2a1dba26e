using System.Buffers;
using System.Text.Json;
using Shop.LocalCloud.Firestore.Fields;

namespace Shop.LocalCloud.Firestore;

/// <summary>
/// The records of the log, as JSON for whoever must look into a file: <c>{"time": µs, "documents": [{"name",
/// "createTime", "fields"}, {"name"}]}</c>, the latter = deleted.
/// </summary>
internal static class DocumentJournal
{
    private const string Time = "time";
    private const string Documents = "documents";
    private const string Name = "name";
    private const string CreateTime = "createTime";
    private const string Fields = "fields";

    public static ReadOnlyMemory<byte> Record(long time, IReadOnlyDictionary<string, StoredDocument?> changes)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, FieldSet.Writing);
        json.WriteStartObject();
        json.WriteNumber(Time, time);
        json.WriteStartArray(Documents);
        foreach (var (name, document) in changes)
        {
            json.WriteStartObject();
            json.WriteString(Name, name);
            if (document is not null)
            {
                json.WriteNumber(CreateTime, document.CreateTime);
                json.WritePropertyName(Fields);
                json.WriteRawValue(document.Fields.Json.Span, skipInputValidation: true);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    /// <returns>The time of the commit.</returns>
    public static long Replay(ReadOnlyMemory<byte> record, DocumentTable table)
    {
        using var parsed = JsonDocument.Parse(record, FieldSet.Reading);
        var time = parsed.RootElement.GetProperty(Time).GetInt64();
        foreach (var element in parsed.RootElement.GetProperty(Documents).EnumerateArray())
        {
            var name = element.GetProperty(Name).GetString()!;
            table.Set(name, element.TryGetProperty(CreateTime, out var created)
                ? new StoredDocument(
                    name, FieldSet.Of(element.GetProperty(Fields)), created.GetInt64(), time)
                : null);
        }
        return time;
    }
}
