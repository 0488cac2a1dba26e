using System.Text.Json;

namespace Shop.Contracts.Rules;

/// <summary>A member of an object.</summary>
/// <param name="Name">Its name as written.</param>
/// <param name="Rule">What its value may be.</param>
/// <param name="Required">Whether it may be left out. It may never be null: absence has one spelling.</param>
internal sealed record Member(string Name, Rule Rule, bool Required = true);

/// <summary>An object; members that are not named here are of a newer minor version, and let pass.</summary>
internal sealed class ObjectRule(string description, params IReadOnlyList<Member> members)
    : Rule("object", description)
{
    public override void Check(JsonElement value, string pointer, List<ContractFault> faults)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new ContractFault(pointer, "Must be an object."));
            return;
        }
        foreach (var member in members)
        {
            Check(value, member, $"{pointer}/{member.Name}", faults);
        }
    }

    public override void WriteExample(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var member in members)
        {
            writer.WritePropertyName(member.Name);
            member.Rule.WriteExample(writer);
        }
        writer.WriteEndObject();
    }

    public override void WriteKeywords(Utf8JsonWriter writer)
    {
        base.WriteKeywords(writer);
        writer.WriteStartObject("properties");
        foreach (var member in members)
        {
            writer.WritePropertyName(member.Name);
            member.Rule.WriteSchema(writer);
        }
        writer.WriteEndObject();
        writer.WriteStartArray("required");
        foreach (var member in members.Where(member => member.Required))
        {
            writer.WriteStringValue(member.Name);
        }
        writer.WriteEndArray();
    }

    private static void Check(JsonElement value, Member member, string pointer, List<ContractFault> faults)
    {
        if (!value.TryGetProperty(member.Name, out var found))
        {
            if (member.Required)
            {
                faults.Add(new ContractFault(pointer, "Is missing."));
            }
        }
        else if (found.ValueKind == JsonValueKind.Null)
        {
            var message = member.Required ? "Must not be null." : "Must be left out, not null.";
            faults.Add(new ContractFault(pointer, message));
        }
        else
        {
            member.Rule.Check(found, pointer, faults);
        }
    }
}
