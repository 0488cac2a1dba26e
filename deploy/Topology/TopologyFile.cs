using System.Text.Json;
using System.Text.Json.Serialization;

namespace Shop.Topology;

/// <summary>Reads <c>deploy/topology.json</c> and says everything that is wrong with it at once.</summary>
public static class TopologyFile
{
    private static readonly string[] _maps = [".environment", ".secrets", ".localEnvironment", ".roles"];

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
        using var document = JsonDocument.Parse(json, new() { CommentHandling = JsonCommentHandling.Skip });
        var missing = Nulls(document.RootElement, "").ToList();
        if (missing.Count > 0)
        {
            throw new InvalidTopologyException(origin, missing);
        }
        var faults = TopologyRules.Check(topology).ToList();
        return faults.Count == 0 ? topology : throw new InvalidTopologyException(origin, faults);
    }

    // Only what is a member of a record may be absent, and is then the same as null.
    private static IEnumerable<string> Nulls(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, index) => item.ValueKind is JsonValueKind.Null
            ? [$"{path} has a null"]
            : Nulls(item, $"{path}[{index}]")),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => member.Value.ValueKind is JsonValueKind.Null
            ? _maps.Any(map => path.EndsWith(map, StringComparison.Ordinal)) ? [$"{path}.{member.Name} is null"] : []
            : Nulls(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}")),
        _ => [],
    };
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
    Converters = [typeof(NamedValues<AlertKind>), typeof(NamedValues<Ingress>)],
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    ReadCommentHandling = JsonCommentHandling.Skip)]
[JsonSerializable(typeof(SuiteTopology))]
internal sealed partial class TopologyJson : JsonSerializerContext;

// Not the serializer's own default, which takes numbers too, also those that stand for nothing.
internal sealed class NamedValues<TEnum>() : JsonStringEnumConverter<TEnum>(namingPolicy: null, allowIntegerValues: false)
    where TEnum : struct, Enum;
