using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace Shop.OpenApi;

/// <summary>
/// The schemas of an OpenAPI document, closed: it leaves objects open, since members may come with a newer version, but
/// the version that wrote the document must not say what it does not describe.
/// </summary>
internal sealed class ClosedSchemas
{
    private const string Components = "#/components/schemas/";
    private const string Definitions = "#/$defs/";

    // Formats are checked, not only noted; what they mean is the same on every machine.
    private static readonly EvaluationOptions _options =
        new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };

    private readonly Dictionary<string, JsonSchema> _built = [];
    private readonly SchemaRegistry _registry = new();
    private readonly JsonObject _definitions;

    public ClosedSchemas(JsonElement document) => _definitions =
        document.TryGetProperty("components", out var components) && components.TryGetProperty("schemas", out var schemas)
            ? Closed(schemas)
            : [];

    public JsonSchema Build(JsonElement schema)
    {
        var text = schema.GetRawText();
        if (!_built.TryGetValue(text, out var built))
        {
            var root = new JsonObject
            {
                ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
                ["$defs"] = _definitions.DeepClone(),
                ["allOf"] = new JsonArray(Closed(schema)),
            };
            built = JsonSchema.Build(
                JsonSerializer.SerializeToElement(root), new BuildOptions { SchemaRegistry = _registry },
                new Uri($"https://schemas.example/{_built.Count}"));
            _built[text] = built;
        }
        return built;
    }

    /// <returns>What is wrong with an instance, place by place.</returns>
    public static IEnumerable<string> Faults(JsonSchema schema, JsonElement instance)
    {
        var result = schema.Evaluate(instance, _options);
        return result.IsValid
            ? []
            : (result.Details ?? [])
                .Where(detail => !detail.IsValid && detail.Errors is not null)
                .SelectMany(detail => detail.Errors!.Select(error => $"{Place(detail)}: {error.Value}"))
                .DefaultIfEmpty("does not fit its schema");
    }

    private static string Place(EvaluationResults detail) =>
        detail.InstanceLocation.ToString() is { Length: > 0 } pointer ? pointer : "(the whole)";

    private static JsonObject Closed(JsonElement schema)
    {
        var text = schema.GetRawText().Replace(Components, Definitions, StringComparison.Ordinal);
        var node = JsonNode.Parse(text)!.AsObject();
        Close(node);
        return node;
    }

    private static void Close(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
            {
                Close(item);
            }
        }
        if (node is not JsonObject schema)
        {
            return;
        }
        foreach (var (_, member) in schema)
        {
            Close(member);
        }
        if (schema["properties"] is JsonObject && schema["type"] is not null)
        {
            schema.TryAdd("additionalProperties", false);
        }
    }
}
