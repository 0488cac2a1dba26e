using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Topology.Tests.Code;

namespace Topology.Tests.Schema;

/// <summary>deploy/topology.schema.json, by which editors help whoever changes the topology.</summary>
public class SchemaTests
{
    private static readonly string _path = Path.Combine(AppContext.BaseDirectory, "topology.schema.json");

    // Read once: the library knows a schema by its id, and takes none twice.
    private static readonly Lazy<JsonSchema> _schema = new(() => JsonSchema.FromText(File.ReadAllText(_path)));

    [Fact]
    public void Schema_IsTheOneThatTheRecordsGive()
    {
        var now = SchemaOfTopology.Write();
        // What is copied to deploy/topology.schema.json once somebody has looked at the difference.
        File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "topology.schema.now.json"), now);

        Assert.True(File.Exists(_path), "There is no deploy/topology.schema.json.");
        Assert.Equal(File.ReadAllText(_path), now);
    }

    [Fact]
    public void EveryMember_IsDescribed() => Assert.Empty(
        Undescribed(JsonNode.Parse(File.ReadAllText(_path))!, ""));

    [Fact]
    public void File_NamesItsSchemaAndKeepsToIt()
    {
        var topology = RealTopology.Changed(_ => { });

        Assert.Equal("topology.schema.json", (string?)JsonNode.Parse(topology)!["$schema"]);
        Assert.True(Holds(topology));
    }

    [Fact]
    public void SmallestTopologies_KeepToTheSchema()
    {
        Assert.True(Holds(MinimalTopology.Local));
        Assert.True(Holds(MinimalTopology.Deployed));
    }

    [Theory]
    [InlineData("\"concurrency\": 40", "\"concurrencies\": 40")]
    [InlineData("\"concurrency\": 40", "\"concurrency\": \"40\"")]
    [InlineData("\"concurrency\": 40", "\"concurrency\": 40.5")]
    [InlineData("\"concurrency\": 40, ", "")]
    [InlineData("\"ingress\": \"all\"", "\"ingress\": \"everybody\"")]
    [InlineData("\"ingress\": \"all\"", "\"ingress\": 0")]
    [InlineData("\"watches\": \"error-ratio\"", "\"watches\": \"weather\"")]
    [InlineData("\"handles\": [ \"shop.order.placed.v1\" ]", "\"handles\": null")]
    [InlineData("[ \"roles/datastore.user\" ]", "\"roles/datastore.user\"")]
    [InlineData("\"terminalTypes\":", "\"finalTypes\":")]
    public void MistakeInTheShape_IsRefused(string from, string to) =>
        Assert.False(Holds(MinimalTopology.Changed(MinimalTopology.Deployed, (from, to))));

    private static bool Holds(string json) => _schema.Value.Evaluate(JsonElement.Parse(json)).IsValid;

    private static IEnumerable<string> Undescribed(JsonNode schema, string path) =>
    [
        .. from member in schema["properties"] as JsonObject ?? []
           where member.Value!["description"] is null && member.Value["$ref"] is null
           select $"{path}/{member.Key}",
        .. from member in schema["properties"] as JsonObject ?? []
           from fault in Undescribed(member.Value!, $"{path}/{member.Key}")
           select fault,
        .. schema["items"] is { } items ? Undescribed(items, path) : [],
    ];
}
