using System.Text.Json;
using Shop.LocalCloud.Firestore.Fields;

namespace Shop.LocalCloud.Firestore.Http;

/// <summary>Masks and paging, as queries and bodies say them.</summary>
internal static class Masks
{
    public static FieldMask? Of(HttpContext context, string name) =>
        context.Request.Query.TryGetValue(name + ".fieldPaths", out var paths)
            ? new FieldMask(paths.Select(path => path ?? ""))
            : null;

    public static FieldMask? Of(JsonElement body, string name)
    {
        var mask = body.Member(name);
        if (mask.ValueKind == JsonValueKind.Undefined)
        {
            return null;
        }
        mask.CheckMembers($"\"{name}\"", "fieldPaths");
        return new FieldMask(mask.Texts("fieldPaths"));
    }
}
