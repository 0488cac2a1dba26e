using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Shop.Contracts.Tests;

/// <summary>The values of a document, by JSON pointer; our names need no escaping.</summary>
internal static class JsonPlaces
{
    public static IEnumerable<string> Of(byte[] document) => Below(JsonNode.Parse(document), "");

    public static bool IsMember(string pointer) => pointer.Length > 0 && !char.IsAsciiDigit(Last(pointer)[0]);

    public static string Last(string pointer) => pointer[(pointer.LastIndexOf('/') + 1)..];

    public static byte[] Replace(byte[] document, string pointer, string value)
    {
        var root = JsonNode.Parse(document)!;
        var parent = Parent(root, pointer);
        if (parent is JsonArray list)
        {
            list[Index(Last(pointer))] = JsonNode.Parse(value);
        }
        else
        {
            parent[Last(pointer)] = JsonNode.Parse(value);
        }
        return Bytes(root);
    }

    public static byte[] Remove(byte[] document, string pointer)
    {
        var root = JsonNode.Parse(document)!;
        Parent(root, pointer).AsObject().Remove(Last(pointer));
        return Bytes(root);
    }

    private static IEnumerable<string> Below(JsonNode? node, string pointer) => node switch
    {
        JsonObject members => members
            .SelectMany(member => Below(member.Value, $"{pointer}/{member.Key}"))
            .Prepend(pointer),
        JsonArray items => items
            .SelectMany((item, index) => Below(item, $"{pointer}/{index}"))
            .Prepend(pointer),
        _ => [pointer],
    };

    private static JsonNode Parent(JsonNode root, string pointer) => pointer.Split('/')[1..^1]
        .Aggregate(root, (node, step) => node is JsonArray list ? list[Index(step)]! : node[step]!);

    private static int Index(string step) => int.Parse(step, CultureInfo.InvariantCulture);

    private static byte[] Bytes(JsonNode root) => Encoding.UTF8.GetBytes(root.ToJsonString());
}
