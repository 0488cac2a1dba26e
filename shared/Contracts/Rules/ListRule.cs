using System.Globalization;
using System.Text.Json;

namespace Shop.Contracts.Rules;

/// <summary>A list of a bounded number of like values.</summary>
internal sealed class ListRule(string description, Rule item, int countMin, int countMax)
    : Rule("array", description)
{
    /// <summary>What the items must fulfil together; a schema can say it only in its description.</summary>
    public Action<JsonElement, string, List<ContractFault>> Together { get; init; } = static (_, _, _) => { };

    public override void Check(JsonElement value, string pointer, List<ContractFault> faults)
    {
        var count = value.ValueKind == JsonValueKind.Array ? value.GetArrayLength() : -1;
        if (count < countMin || count > countMax)
        {
            faults.Add(new ContractFault(pointer, string.Create(
                CultureInfo.InvariantCulture, $"Must be a list of {countMin} to {countMax} items.")));
        }
        if (count < 0)
        {
            return;
        }
        // The items beyond the limit are one fault already.
        foreach (var (index, element) in value.EnumerateArray().Take(countMax).Index())
        {
            item.Check(element, $"{pointer}/{index}", faults);
        }
        Together(value, pointer, faults);
    }

    public override void WriteExample(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        item.WriteExample(writer);
        writer.WriteEndArray();
    }

    public override void WriteKeywords(Utf8JsonWriter writer)
    {
        base.WriteKeywords(writer);
        writer.WriteNumber("minItems", countMin);
        writer.WriteNumber("maxItems", countMax);
        writer.WritePropertyName("items");
        item.WriteSchema(writer);
    }
}
