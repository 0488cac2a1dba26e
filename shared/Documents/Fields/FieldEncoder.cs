using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Shop.Documents.Fields;

/// <summary>
/// Writes a JSON object as Firestore's typed fields, and counts what Firestore will count. The counting rules
/// are those of its page on storage size.
/// </summary>
internal sealed class FieldEncoder
{
    public const string ExpiresAtField = "expiresAt";
    public const string TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";
    private const int MapBytes = 32;
    private const int NameBytes = 16;
    private const int NumberBytes = 8;

    // The default encoder escapes all that is not ASCII, which would triple what most of the world writes.
    public static readonly JsonWriterOptions Options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Utf8JsonWriter _json;
    private readonly DocumentName _document;
    private long _bytes;

    private FieldEncoder(Utf8JsonWriter json, DocumentName document) => (_json, _document) = (json, document);

    /// <returns>The JSON object that maps field names to typed values.</returns>
    public static ReadOnlyMemory<byte> Encode(DocumentWrite.Put put)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Options);
        var encoder = new FieldEncoder(json, put.Name);
        try
        {
            encoder.Document(put);
        }
        catch (InvalidOperationException fault)
        {
            // How JsonElement says that an escape such as \ud800 is half a character.
            throw encoder.Refused("text that is not valid Unicode", fault);
        }
        json.Flush();
        return buffer.WrittenMemory;
    }

    private void Document(DocumentWrite.Put put)
    {
        if (put.Data.ValueKind != JsonValueKind.Object)
        {
            throw Refused($"{put.Data.ValueKind} instead of an object");
        }
        _bytes = put.Name.Path.Split('/').Sum(Text) + NameBytes;
        Map(put.Data, depth: 0, put.ExpiresAt);
        if (_bytes > DocumentLimits.DocumentBytesMax)
        {
            throw Refused(
                $"{_bytes} bytes, over the {DocumentLimits.DocumentBytesMax} of a document (DocumentBytesMax)");
        }
    }

    private void Map(JsonElement map, int depth, DateTimeOffset? expiresAt = null)
    {
        _bytes += MapBytes;
        _json.WriteStartObject();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in map.EnumerateObject())
        {
            var name = FieldName(member.Name, depth);
            if (!names.Add(name))
            {
                throw Refused($"the member '{name}' twice");
            }
            _json.WritePropertyName(name);
            var before = _bytes;
            Value(member.Value, depth);
            if (_bytes - before > DocumentLimits.ValueBytesMax)
            {
                throw Refused(
                    $"over {DocumentLimits.ValueBytesMax} bytes (ValueBytesMax) in the field '{name}'");
            }
        }
        if (expiresAt is { } time)
        {
            _bytes += Text(ExpiresAtField) + NumberBytes;
            _json.WriteStartObject(ExpiresAtField);
            _json.WriteString(
                "timestampValue", time.UtcDateTime.ToString(TimestampFormat, CultureInfo.InvariantCulture));
            _json.WriteEndObject();
        }
        _json.WriteEndObject();
    }

    private string FieldName(string name, int depth)
    {
        _bytes += Text(name);
        return name switch
        {
            "" => throw Refused("a member without a name"),
            ExpiresAtField when depth == 0 =>
                throw Refused("a member 'expiresAt', which is where ExpiresAt is kept"),
            _ when NameRules.IsReserved(name) => throw Refused($"the reserved member name '{name}'"),
            _ when Text(name) - 1 > DocumentLimits.FieldNameBytesMax =>
                throw Refused(
                    $"a member name of over {DocumentLimits.FieldNameBytesMax} bytes (FieldNameBytesMax)"),
            _ => name,
        };
    }

    private void Value(JsonElement value, int depth)
    {
        if (depth >= DocumentLimits.DepthMax
            && value.ValueKind is (JsonValueKind.Object or JsonValueKind.Array))
        {
            throw Refused($"more than {DocumentLimits.DepthMax} levels (DepthMax)");
        }
        _json.WriteStartObject();
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                _json.WriteStartObject("mapValue");
                _json.WritePropertyName("fields");
                Map(value, depth + 1);
                _json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                Array(value, depth + 1);
                break;
            default:
                Scalar(value);
                break;
        }
        _json.WriteEndObject();
    }

    private void Array(JsonElement array, int depth)
    {
        _json.WriteStartObject("arrayValue");
        _json.WriteStartArray("values");
        foreach (var item in array.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Array)
            {
                throw Refused("an array directly in an array, which Firestore cannot hold");
            }
            Value(item, depth);
        }
        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    private void Scalar(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                var text = value.GetString()!;
                _bytes += Text(text);
                _json.WriteString("stringValue", text);
                break;
            case JsonValueKind.Number:
                _bytes += NumberBytes;
                Number(value);
                break;
            case JsonValueKind.True or JsonValueKind.False:
                _bytes++;
                _json.WriteBoolean("booleanValue", value.GetBoolean());
                break;
            default:
                _bytes++;
                _json.WriteNull("nullValue");
                break;
        }
    }

    private void Number(JsonElement value)
    {
        if (value.GetRawText().AsSpan().ContainsAny(".eE"))
        {
            var number = value.TryGetDouble(out var read) && double.IsFinite(read)
                ? read
                : throw Refused($"the number {value.GetRawText()}, which is beyond a double");
            // Firestore keeps no negative zero.
            _json.WriteNumber("doubleValue", number == 0 ? 0.0 : number);
            return;
        }
        // A wider integer would have to become a double, and lose its last digits without a word.
        _json.WriteString("integerValue", value.TryGetInt64(out var integer)
            ? integer.ToString(CultureInfo.InvariantCulture)
            : throw Refused($"the integer {value.GetRawText()}, which is beyond 64 bits"));
    }

    private static long Text(string text) => Encoding.UTF8.GetByteCount(text) + 1;

    private ArgumentException Refused(string what, Exception? inner = null) =>
        new($"Document '{_document}' holds {what}.", inner);
}
