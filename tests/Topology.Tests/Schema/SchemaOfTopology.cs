using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Shop.Topology;

namespace Topology.Tests.Schema;

/// <summary>The JSON Schema of deploy/topology.json, as the records that read it and their documentation give it.</summary>
internal static class SchemaOfTopology
{
    public const string Id = "urn:shop:schema:topology";

    private static readonly JsonSerializerOptions _written = new()
    {
        WriteIndented = true,
        // People read it: no escapes where JSON needs none.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write()
    {
        var documentation = Documentation.Of(typeof(SuiteTopology).Assembly);
        var schema = TopologyJson.Default.SuiteTopology.GetJsonSchemaAsNode(new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) => Described(context, node, documentation),
        }).AsObject();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "$id", Id);
        schema.Insert(2, "title", "Topology of the suite");
        return schema.ToJsonString(_written) + "\n";
    }

    private static JsonNode Described(JsonSchemaExporterContext context, JsonNode node, Documentation documentation)
    {
        var text = context.PropertyInfo is { } property
            ? documentation.Of(property)
            : documentation.Of(context.TypeInfo.Type);
        if (node is not JsonObject schema || text is null)
        {
            return node;
        }
        if (schema.ContainsKey("enum") && documentation.OfValues(context.TypeInfo.Type) is { Length: > 0 } values)
        {
            text += " " + values;
        }
        schema.Insert(0, "description", text);
        return schema;
    }
}
