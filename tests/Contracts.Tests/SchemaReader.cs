using System.Text.Json;
using System.Text.RegularExpressions;

namespace Shop.Contracts.Tests;

/// <summary>
/// Judges documents by a JSON Schema as a stranger would: knows the keywords that ours use, and fails on any
/// other.
/// </summary>
internal static class SchemaReader
{
    public static IReadOnlyList<string> Faults(JsonElement schema, JsonElement value)
    {
        var faults = new List<string>();
        Check(schema, value, "", faults);
        return faults;
    }

    private static void Check(JsonElement schema, JsonElement value, string pointer, List<string> faults)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            switch (keyword.Name)
            {
                case "properties" when value.ValueKind == JsonValueKind.Object:
                    foreach (var member in keyword.Value.EnumerateObject())
                    {
                        if (value.TryGetProperty(member.Name, out var found))
                        {
                            Check(member.Value, found, $"{pointer}/{member.Name}", faults);
                        }
                    }
                    break;
                case "items" when value.ValueKind == JsonValueKind.Array:
                    foreach (var (index, item) in value.EnumerateArray().Index())
                    {
                        Check(keyword.Value, item, $"{pointer}/{index}", faults);
                    }
                    break;
                default:
                    if (!Holds(keyword.Name, keyword.Value, value))
                    {
                        faults.Add($"{pointer}: {keyword.Name}");
                    }
                    break;
            }
        }
    }

    // A keyword says nothing of values of other types.
    private static bool Holds(string keyword, JsonElement wanted, JsonElement value) =>
        (keyword, value.ValueKind) switch
        {
            ("$schema" or "$id" or "title" or "description" or "examples" or "format", _) => true,
            ("type", _) => IsOfType(wanted.GetString()!, value),
            ("enum", _) => wanted.EnumerateArray().Any(choice => JsonElement.DeepEquals(choice, value)),
            ("minLength", JsonValueKind.String) => Length(value) >= wanted.GetInt32(),
            ("maxLength", JsonValueKind.String) => Length(value) <= wanted.GetInt32(),
            ("pattern", JsonValueKind.String) => Matches(wanted.GetString()!, value.GetString()!),
            ("minimum", JsonValueKind.Number) => value.GetDecimal() >= wanted.GetDecimal(),
            ("maximum", JsonValueKind.Number) => value.GetDecimal() <= wanted.GetDecimal(),
            ("minItems", JsonValueKind.Array) => value.GetArrayLength() >= wanted.GetInt32(),
            ("maxItems", JsonValueKind.Array) => value.GetArrayLength() <= wanted.GetInt32(),
            ("required", JsonValueKind.Object) => wanted.EnumerateArray()
                .All(name => value.TryGetProperty(name.GetString()!, out _)),
            ("minLength" or "maxLength" or "pattern" or "minimum" or "maximum" or "minItems", _) => true,
            ("maxItems" or "required" or "properties" or "items", _) => true,
            _ => throw new NotSupportedException($"This reader does not know the keyword '{keyword}'."),
        };

    /// <summary>As JavaScript reads a pattern, in which <c>$</c> is the very end.</summary>
    public static bool Matches(string pattern, string text) =>
        Regex.IsMatch(
            text, pattern.EndsWith('$') ? pattern[..^1] + "\\z" : pattern, RegexOptions.CultureInvariant);

    private static int Length(JsonElement value) => value.GetString()!.EnumerateRunes().Count();

    private static bool IsOfType(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "integer" => value.ValueKind == JsonValueKind.Number
            && value.TryGetDecimal(out var number) && number == decimal.Truncate(number),
        _ => throw new NotSupportedException($"This reader does not know the type '{type}'."),
    };
}
