using System.Text.Json;

namespace Shop.Contracts.Rules;

/// <summary>One of a closed set of texts.</summary>
internal sealed class ChoiceRule(string description, params IReadOnlyList<string> choices)
    : Rule("string", description)
{
    public override void Check(JsonElement value, string pointer, List<ContractFault> faults)
    {
        if (value.ValueKind != JsonValueKind.String || !choices.Contains(value.GetString()))
        {
            faults.Add(new ContractFault(pointer, $"Must be one of: {string.Join(", ", choices)}."));
        }
    }

    public override void WriteExample(Utf8JsonWriter writer) => writer.WriteStringValue(choices[^1]);

    public override void WriteKeywords(Utf8JsonWriter writer)
    {
        base.WriteKeywords(writer);
        writer.WriteStartArray("enum");
        foreach (var choice in choices)
        {
            writer.WriteStringValue(choice);
        }
        writer.WriteEndArray();
    }
}
