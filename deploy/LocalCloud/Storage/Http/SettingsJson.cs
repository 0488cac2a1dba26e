using System.Text.Json;
using System.Text.Json.Nodes;

namespace Shop.LocalCloud.Storage.Http;

/// <summary>Reads the settings of an object from a resource that a client sent, and patches them.</summary>
internal static class SettingsJson
{
    private static readonly string[] Writable =
    [
        "contentType", "cacheControl", "contentDisposition", "contentEncoding", "contentLanguage",
        "storageClass", "customTime", "metadata",
    ];

    /// <summary>
    /// Everything that is not said is unset; everything that a client may not set is ignored.
    /// </summary>
    public static ObjectSettings Read(JsonObject resource)
    {
        var known = new JsonObject();
        foreach (var name in Writable)
        {
            if (resource[name] is { } value)
            {
                known[name] = value.DeepClone();
            }
        }
        if (known["metadata"] is JsonObject metadata)
        {
            var removals = metadata.Where(pair => pair.Value is null).Select(pair => pair.Key).ToList();
            foreach (var removed in removals)
            {
                metadata.Remove(removed);
            }
        }
        try
        {
            return known.Deserialize(ResourceJson.Default.ObjectSettings) ?? new ObjectSettings();
        }
        catch (JsonException fault)
        {
            throw RefusedRequestException.Invalid("Invalid object resource: " + fault.Message);
        }
    }

    /// <summary>
    /// JSON merge patch: what is absent stays, null removes, metadata is merged key by key.
    /// </summary>
    public static ObjectSettings Patch(ObjectSettings current, JsonObject patch)
    {
        var merged = JsonSerializer.SerializeToNode(current, ResourceJson.Default.ObjectSettings)!.AsObject();
        foreach (var name in Writable.Where(patch.ContainsKey))
        {
            if (patch[name] is JsonObject entries && merged[name] is JsonObject existing)
            {
                foreach (var (key, value) in entries)
                {
                    existing[key] = value?.DeepClone();
                }
            }
            else
            {
                merged[name] = patch[name]?.DeepClone();
            }
        }
        return Read(merged);
    }
}
