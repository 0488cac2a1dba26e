using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Shop.Gcloud.Tests.ControlPlane;

/// <summary>
/// The fields that a message may have, so that a misspelt one is refused as Google's APIs do. Written as
/// <c>name count:int on:bool kind:A|B inner{a b} labels{*} names[] items[]{a b} anything:any</c>.
/// </summary>
internal sealed class Shape
{
    private readonly Dictionary<string, Field> _fields = new(StringComparer.Ordinal);
    private bool _anyKey;

    private sealed record Field(string Kind, bool Repeated, Shape? Inner);

    public static Shape Parse(string text)
    {
        var position = 0;
        return Parse(text, ref position);
    }

    public bool Has(string field) => _anyKey || _fields.ContainsKey(field);

    /// <summary>The shape behind a field, or null where the field holds no message.</summary>
    public Shape? Of(string field) => _fields.GetValueOrDefault(field)?.Inner;

    public void Check(JsonObject value, string at = "")
    {
        foreach (var (name, member) in value)
        {
            if (_anyKey)
                continue;
            if (!_fields.TryGetValue(name, out var field))
            {
                throw Refusal.Invalid(
                    $"Invalid JSON payload received. Unknown name \"{name}\"{Place(at)}: Cannot find field.");
            }
            var values = field.Repeated ? member as JsonArray ?? throw Wrong(at + name, member) : [member?.DeepClone()];
            foreach (var each in values)
                Check(each, field, at + name);
        }
    }

    private static void Check(JsonNode? value, Field field, string at)
    {
        var fits = value is null || field.Kind switch
        {
            "any" => true,
            "object" => value is JsonObject,
            "bool" => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
            "int" => long.TryParse(value.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            "number" => value.GetValueKind() is JsonValueKind.Number,
            "string" => value.GetValueKind() is JsonValueKind.String,
            _ => value.GetValueKind() is JsonValueKind.String && field.Kind.Split('|').Contains((string?)value),
        };
        if (!fits)
            throw Wrong(at, value);
        if (field.Inner is not null && value is JsonObject inner)
            field.Inner.Check(inner, at + ".");
    }

    private static Refusal Wrong(string at, JsonNode? value) =>
        Refusal.Invalid($"Invalid value at '{at}', {value?.ToJsonString() ?? "null"}");

    private static string Place(string at) => at.Length == 0 ? "" : $" at '{at.TrimEnd('.')}'";

    private static Shape Parse(string text, ref int position)
    {
        var shape = new Shape();
        while (position < text.Length)
        {
            if (char.IsWhiteSpace(text[position]))
            {
                position++;
                continue;
            }
            if (text[position++] is '}')
                break;
            var start = position - 1;
            while (position < text.Length && !char.IsWhiteSpace(text[position]) && text[position] is not ('{' or '}'))
                position++;
            shape.Add(text[start..position], text, ref position);
        }
        return shape;
    }

    private void Add(string word, string text, ref int position)
    {
        if (word == "*")
        {
            _anyKey = true;
            return;
        }
        var repeated = word.Contains("[]", StringComparison.Ordinal);
        var parts = word.Replace("[]", "", StringComparison.Ordinal).Split(':');
        Shape? inner = null;
        if (position < text.Length && text[position] is '{')
        {
            position++;
            inner = Parse(text, ref position);
        }
        _fields[parts[0]] =
            new Field(inner is not null ? "object" : parts.ElementAtOrDefault(1) ?? "string", repeated, inner);
    }
}
