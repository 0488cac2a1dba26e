using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Shop.LocalCloud.PubSub;

/// <summary>Which fields an update sets; those that it does not name stay as they are.</summary>
internal static class UpdateMask
{
    private const string Name = "updateMask";

    /// <summary>
    /// Google takes the names of fields in both spellings, <c>ack_deadline_seconds</c> too; protobuf's JSON
    /// takes one.
    /// </summary>
    internal static string InCamelCase(string json, IMessage request)
    {
        if (request.Descriptor.FindFieldByName("update_mask") is null)
        {
            return json;
        }
        try
        {
            if (JsonNode.Parse(json) is JsonObject body && body[Name] is JsonValue mask
                && mask.TryGetValue<string>(out var paths))
            {
                body[Name] = string.Concat(paths.Split('_').Select((part, index) =>
                    index == 0 || part.Length == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]));
                return body.ToJsonString();
            }
        }
        catch (JsonException)
        {
            // The parser that reads it next says what is wrong with it.
        }
        return json;
    }

    /// <returns>The old settings with the named fields of the new ones.</returns>
    internal static T Apply<T>(T old, T fresh, FieldMask? mask, IReadOnlySet<string> mutable)
        where T : IMessage<T>
    {
        if (mask is not { Paths.Count: > 0 })
        {
            throw Refusal.Invalid("The update_mask must be set, and must name at least one field.");
        }
        var merged = old.Clone();
        var named = fresh.Clone();
        foreach (var field in fresh.Descriptor.Fields.InDeclarationOrder())
        {
            if (mask.Paths.Contains(field.Name))
            {
                field.Accessor.Clear(merged);
            }
            else
            {
                field.Accessor.Clear(named);
            }
        }
        foreach (var path in mask.Paths.Where(path => !mutable.Contains(path)))
        {
            throw Refusal.Invalid(
                $"Invalid update_mask: '{path}' is no field that can be changed; there are "
                + $"{string.Join(", ", mutable.Order())}.");
        }
        merged.MergeFrom(named);
        return merged;
    }
}
