using System.Text;
using System.Text.Json;

namespace Shop.LocalCloud.Firestore.Fields;

/// <summary>Checks typed fields, writes them canonically, and counts them as Firestore does.</summary>
internal sealed class FieldWriter(Utf8JsonWriter json)
{
    public const int MapBytes = 32;
    private const int FieldNameBytesMax = 1_500;
    private const int DepthMax = 20;

    private readonly ScalarWriter _scalars = new(json);

    /// <returns>How many bytes Firestore would count.</returns>
    public long Document(JsonElement fields) => Map(fields, 0);

    private long Map(JsonElement fields, int depth)
    {
        if (fields.ValueKind != JsonValueKind.Object)
        {
            throw FirestoreRefusal.Invalid($"\"fields\" is {fields.ValueKind} instead of an object.");
        }
        // Of a member that comes twice, the last counts, as in every parser of Google's.
        var members = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in fields.EnumerateObject())
        {
            members[FieldName(member.Name)] = member.Value;
        }
        var bytes = (long)MapBytes;
        json.WriteStartObject();
        foreach (var (name, value) in members)
        {
            json.WritePropertyName(name);
            bytes += Encoding.UTF8.GetByteCount(name) + 1 + Value(name, value, depth, isInArray: false);
        }
        json.WriteEndObject();
        return bytes;
    }

    private static string FieldName(string name) => name switch
    {
        "" => throw FirestoreRefusal.Invalid("A field name is empty."),
        _ when ResourceName.IsReserved(name) =>
            throw FirestoreRefusal.Invalid($"The field name '{name}' is reserved."),
        _ when Encoding.UTF8.GetByteCount(name) > FieldNameBytesMax =>
            throw FirestoreRefusal.Invalid($"A field name is longer than {FieldNameBytesMax} bytes."),
        _ => name,
    };

    private long Value(string field, JsonElement value, int depth, bool isInArray)
    {
        var (type, content) = TypeOf(field, value);
        if (depth >= DepthMax && type is ("mapValue" or "arrayValue"))
        {
            throw FirestoreRefusal.Invalid($"The field '{field}' is nested deeper than {DepthMax} levels.");
        }
        if (isInArray && type == "arrayValue")
        {
            throw FirestoreRefusal.Invalid($"The field '{field}' has an array directly in an array.");
        }
        json.WriteStartObject();
        json.WritePropertyName(type);
        var bytes = type switch
        {
            "mapValue" => MapValue(field, content, depth + 1),
            "arrayValue" => ArrayValue(field, content, depth + 1),
            _ => _scalars.Write(field, type, content),
        };
        json.WriteEndObject();
        return bytes;
    }

    private static (string Type, JsonElement Content) TypeOf(string field, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw FirestoreRefusal.Invalid(
                $"The field '{field}' is {value.ValueKind} instead of a typed value such as "
                + "{\"stringValue\": \"x\"}.");
        }
        // Null is how the JSON of protocol buffers says "not set", but for nullValue.
        var set = value.EnumerateObject()
            .Where(member => member.Value.ValueKind != JsonValueKind.Null || member.NameEquals("nullValue"))
            .ToList();
        return set.Count == 1
            ? (set[0].Name, set[0].Value)
            : throw FirestoreRefusal.Invalid(
                $"The field '{field}' must have one typed value, and has {set.Count}.");
    }

    private long MapValue(string field, JsonElement map, int depth)
    {
        json.WriteStartObject();
        var bytes = (long)MapBytes;
        if (Only(field, map, "fields") is { } fields && HasContent(field, fields, JsonValueKind.Object))
        {
            json.WritePropertyName("fields");
            bytes = Map(fields, depth);
        }
        json.WriteEndObject();
        return bytes;
    }

    private long ArrayValue(string field, JsonElement array, int depth)
    {
        json.WriteStartObject();
        var bytes = 0L;
        if (Only(field, array, "values") is { } values && HasContent(field, values, JsonValueKind.Array))
        {
            json.WriteStartArray("values");
            foreach (var item in values.EnumerateArray())
            {
                bytes += Value(field, item, depth, isInArray: true);
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
        return bytes;
    }

    // Null where there is nothing in it: empty maps and arrays come back without the member.
    private static JsonElement? Only(string field, JsonElement container, string name)
    {
        if (container.ValueKind != JsonValueKind.Object
            || container.EnumerateObject().Any(member => !member.NameEquals(name)))
        {
            throw FirestoreRefusal.Invalid($"The field '{field}' needs an object with \"{name}\" only.");
        }
        return container.TryGetProperty(name, out var content) && content.ValueKind != JsonValueKind.Null
            ? content
            : null;
    }

    private static bool HasContent(string field, JsonElement content, JsonValueKind kind) =>
        content.ValueKind != kind
            ? throw FirestoreRefusal.Invalid(
                $"The field '{field}' has {content.ValueKind} instead of {kind} inside.")
            : kind == JsonValueKind.Array ? content.GetArrayLength() > 0 : content.GetPropertyCount() > 0;
}
