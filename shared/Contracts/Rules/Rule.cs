using System.Text.Json;

namespace Shop.Contracts.Rules;

/// <summary>
/// What one value of an event's data may be. The same object checks documents and writes their JSON Schema,
/// so that the two cannot say different things.
/// </summary>
/// <param name="type">The value's type in JSON Schema.</param>
/// <param name="description">What the value means, for the reader of the schema.</param>
internal abstract class Rule(string type, string description)
{
    protected string Description => description;

    /// <summary>Adds every fault of a value.</summary>
    /// <param name="value">The value; all its text is known to be readable.</param>
    /// <param name="pointer">Where it stands.</param>
    /// <param name="faults">Where faults are added.</param>
    public abstract void Check(JsonElement value, string pointer, List<ContractFault> faults);

    /// <summary>Writes a value that has no fault.</summary>
    public abstract void WriteExample(Utf8JsonWriter writer);

    public void WriteSchema(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteKeywords(writer);
        writer.WriteEndObject();
    }

    /// <summary>Writes what a schema object of this rule holds; the type and its meaning first.</summary>
    public virtual void WriteKeywords(Utf8JsonWriter writer)
    {
        writer.WriteString("description", description);
        writer.WriteString("type", type);
    }
}
