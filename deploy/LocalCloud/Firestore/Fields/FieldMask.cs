using System.Text.Json;
using System.Text.Json.Nodes;

namespace Shop.LocalCloud.Firestore.Fields;

/// <summary>Which fields a read gives, or a write touches.</summary>
internal sealed class FieldMask(IEnumerable<string> paths)
{
    private readonly IReadOnlyList<string>[] _paths = [.. paths.Select(FieldPath.Parse)];

    public FieldSet Select(FieldSet all)
    {
        var source = Parse(all);
        var chosen = new JsonObject();
        foreach (var path in _paths)
        {
            if (Find(source, path) is { } value)
            {
                Set(chosen, path, value.DeepClone());
            }
        }
        return FieldSet.Of(Element(chosen));
    }

    /// <summary>What is in the mask becomes as it is in <paramref name="written"/>, or goes.</summary>
    public FieldSet Merge(FieldSet stored, FieldSet written)
    {
        var (result, source) = (Parse(stored), Parse(written));
        foreach (var path in _paths)
        {
            if (Find(source, path) is { } value)
            {
                Set(result, path, value.DeepClone());
            }
            else if (Container(result, path) is { } container)
            {
                container.Remove(path[^1]);
            }
        }
        return FieldSet.Of(Element(result));
    }

    private static JsonObject Parse(FieldSet fields) =>
        (JsonObject)JsonNode.Parse(fields.Json.Span, documentOptions: FieldSet.Reading)!;

    private static JsonElement Element(JsonObject fields)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, FieldSet.Writing))
        {
            fields.WriteTo(json);
        }
        using var parsed = JsonDocument.Parse(stream.GetBuffer().AsMemory(0, (int)stream.Length), FieldSet.Reading);
        return parsed.RootElement.Clone();
    }

    private static JsonNode? Find(JsonObject fields, IReadOnlyList<string> path) =>
        Container(fields, path) is { } container && container.TryGetPropertyValue(path[^1], out var value)
            ? value
            : null;

    // The map that holds the last name of the path, if there is one.
    private static JsonObject? Container(JsonObject fields, IReadOnlyList<string> path) => path
        .Take(path.Count - 1)
        .Aggregate((JsonObject?)fields, (map, name) => map?[name]?["mapValue"]?["fields"] as JsonObject);

    private static void Set(JsonObject fields, IReadOnlyList<string> path, JsonNode value)
    {
        foreach (var name in path.Take(path.Count - 1))
        {
            if (fields[name]?["mapValue"] is not JsonObject map)
            {
                map = [];
                fields[name] = new JsonObject { ["mapValue"] = map };
            }
            if (map["fields"] is not JsonObject below)
            {
                below = [];
                map["fields"] = below;
            }
            fields = below;
        }
        fields[path[^1]] = value;
    }
}
