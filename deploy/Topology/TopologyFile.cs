using System.Text.Json;
using System.Text.Json.Serialization;

namespace Shop.Topology;

/// <summary>Reads <c>deploy/topology.json</c> and says everything that is wrong with it at once.</summary>
public static class TopologyFile
{
    /// <exception cref="InvalidTopologyException">The file is missing, is not JSON, or contradicts itself.</exception>
    public static SuiteTopology Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new InvalidTopologyException(path, ["the file does not exist"]);
        }
        return Parse(File.ReadAllText(path), path);
    }

    /// <param name="json">The topology.</param>
    /// <param name="origin">What error messages call it.</param>
    /// <exception cref="InvalidTopologyException">It is not JSON of the right shape, or contradicts itself.</exception>
    public static SuiteTopology Parse(string json, string origin)
    {
        SuiteTopology topology;
        try
        {
            topology = JsonSerializer.Deserialize(json, TopologyJson.Default.SuiteTopology)
                ?? throw new JsonException("it is null");
        }
        catch (JsonException fault)
        {
            throw new InvalidTopologyException(origin, [fault.Message]);
        }
        var faults = TopologyRules.Check(topology).ToList();
        return faults.Count == 0 ? topology : throw new InvalidTopologyException(origin, faults);
    }
}

/// <summary>The topology cannot be used; the message lists every fault.</summary>
public sealed class InvalidTopologyException(string origin, IReadOnlyList<string> faults)
    : Exception($"{origin}: {string.Join("; ", faults)}")
{
    public IReadOnlyList<string> Faults { get; } = faults;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    ReadCommentHandling = JsonCommentHandling.Skip)]
[JsonSerializable(typeof(SuiteTopology))]
internal sealed partial class TopologyJson : JsonSerializerContext;
