using System.Text.Json.Nodes;

namespace Shop.Gcloud.Tests.ControlPlane;

/// <summary>A field mask: which fields of a resource an update replaces, and no others.</summary>
internal static class Mask
{
    /// <summary>Puts the named fields of the update into the resource; a field that the update lacks goes.</summary>
    public static void Apply(JsonObject resource, JsonObject update, string? mask, Shape shape)
    {
        if (string.IsNullOrEmpty(mask))
            throw Refusal.Invalid("The update_mask in the request must be set.");
        foreach (var path in mask.Split(','))
            Apply(resource, update, [.. path.Trim().Split('.').Select(Camel)], shape, path);
    }

    public static string Camel(string snake) =>
        string.Concat(snake.Split('_').Select((word, index) =>
            index == 0 || word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));

    private static void Apply(JsonObject to, JsonObject from, string[] path, Shape? shape, string said)
    {
        var field = path[0];
        if (shape is null || !shape.Has(field))
            throw Refusal.Invalid($"Invalid field mask: {said}");
        if (path.Length == 1)
        {
            if (from[field] is { } value)
                to[field] = value.DeepClone();
            else
                to.Remove(field);
            return;
        }
        to[field] ??= new JsonObject();
        Apply(to[field]!.AsObject(), from[field] as JsonObject ?? [], path[1..], shape.Of(field), said);
    }
}
