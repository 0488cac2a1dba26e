using System.Buffers;
using System.Text.Json;
using Shop.Documents.Fields;

namespace Shop.Documents.Firestore;

/// <summary>The bodies of the two calls that have one.</summary>
internal sealed class FirestoreRequests(FirestoreOptions options)
{
    private readonly string _prefix = options.Documents + "/";

    public ReadOnlyMemory<byte> BatchGet(IEnumerable<DocumentName> names) => Body(json =>
    {
        json.WriteStartArray("documents");
        foreach (var name in names)
        {
            json.WriteStringValue(_prefix + name.Path);
        }
        json.WriteEndArray();
    });

    public ReadOnlyMemory<byte> Commit(IReadOnlyList<EncodedWrite> writes) => Body(json =>
    {
        json.WriteStartArray("writes");
        foreach (var write in writes)
        {
            json.WriteStartObject();
            Operation(json, write);
            Precondition(json, write.Write.Expected);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    private void Operation(Utf8JsonWriter json, EncodedWrite write)
    {
        var name = _prefix + write.Write.Name.Path;
        switch (write.Write)
        {
            case DocumentWrite.Put:
                json.WriteStartObject("update");
                json.WriteString("name", name);
                json.WritePropertyName("fields");
                // The encoder has just written it through a validating writer.
                json.WriteRawValue(write.Fields.Span, skipInputValidation: true);
                json.WriteEndObject();
                break;
            case DocumentWrite.Delete:
                json.WriteString("delete", name);
                break;
            // What Google's mobile and web clients send for a document that a transaction only read. A masked
            // update of no field would do too, but a server that overlooks the mask would empty the document.
            case DocumentWrite.Verify:
                json.WriteString("verify", name);
                break;
            default:
                throw new ArgumentException(
                    $"A {write.Write.GetType().Name} is no write that this store knows.");
        }
    }

    private static void Precondition(Utf8JsonWriter json, DocumentVersion expected)
    {
        json.WriteStartObject("currentDocument");
        if (expected.Token is { } updateTime)
        {
            json.WriteString("updateTime", updateTime);
        }
        else
        {
            json.WriteBoolean("exists", false);
        }
        json.WriteEndObject();
    }

    private static ReadOnlyMemory<byte> Body(Action<Utf8JsonWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        content(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
