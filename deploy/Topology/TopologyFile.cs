using System.Text.Json;
using System.Text.Json.Serialization;

namespace Shop.Topology;

/// <summary>Reads <c>deploy/topology.json</c> and says everything that is wrong with it at once.</summary>
public static class TopologyFile
{
    private static readonly IReadOnlyDictionary<string, string> _none = new Dictionary<string, string>();

    /// <exception cref="InvalidTopologyException">
    /// The file is missing, is not JSON, or contradicts itself.
    /// </exception>
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
    /// <exception cref="InvalidTopologyException">
    /// It is not JSON of the right shape, or contradicts itself.
    /// </exception>
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
        // The serializer lets null through as an element of a list or a map; the rules rely on there being
        // none.
        var missing = Missing(topology).ToList();
        if (missing.Count > 0)
        {
            throw new InvalidTopologyException(origin, missing);
        }
        var faults = TopologyRules.Check(topology).ToList();
        return faults.Count == 0 ? topology : throw new InvalidTopologyException(origin, faults);
    }

    private static IEnumerable<string> Missing(SuiteTopology topology)
    {
        if (topology.Buckets.Contains(null!) || topology.Topics.Contains(null!)
            || topology.Subscriptions.Contains(null!) || topology.Functions.Contains(null!))
        {
            yield return "a bucket, topic, subscription or function is null";
        }
        foreach (var function in topology.Functions.OfType<FunctionSpec>())
        {
            if (function.PublishesTo.Contains(null!))
            {
                yield return $"function {function.Name}: publishesTo has a null";
            }
            foreach (var variable in Variables(function).Where(pair => pair.Value is null))
            {
                yield return $"function {function.Name}: environment variable {variable.Key} is null";
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Variables(FunctionSpec function) =>
        [.. function.Environment, .. function.Secrets ?? _none, .. function.LocalEnvironment ?? _none];
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
    AllowDuplicateProperties = false,
    ReadCommentHandling = JsonCommentHandling.Skip)]
[JsonSerializable(typeof(SuiteTopology))]
internal sealed partial class TopologyJson : JsonSerializerContext;
