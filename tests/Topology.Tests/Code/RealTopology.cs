using System.Text.Json.Nodes;
using Shop.Topology;

namespace Topology.Tests.Code;

/// <summary>The repository's own deploy/topology.json.</summary>
internal static class RealTopology
{
    private static readonly string _path = Path.Combine(AppContext.BaseDirectory, "topology.json");

    public static SuiteTopology Read() => TopologyFile.Read(_path);

    /// <summary>The file as JSON, with one thing in it changed.</summary>
    public static string Changed(Action<JsonObject> change)
    {
        var topology = JsonNode.Parse(File.ReadAllText(_path))!.AsObject();
        change(topology);
        return topology.ToJsonString();
    }

    /// <summary>One function of the file.</summary>
    public static JsonObject Function(this JsonObject topology, string name) =>
        topology["functions"]!.AsArray().Single(function => (string?)function!["name"] == name)!.AsObject();
}
