using System.Text;
using System.Text.Json;

namespace Shop.Contracts.Tests;

/// <summary>
/// The schemas as they were last agreed on. A change of the rules shows here as a difference that somebody
/// has to look at: what was valid must stay so within a major version, and what is added must be optional.
/// </summary>
public sealed class GoldenSchemas
{
    public static TheoryData<string> Types => GoldenEvents.Types;

    [Theory, MemberData(nameof(Types))]
    public void EverySchema_IsTheOneAgreedOn(string type)
    {
        var path = GoldenFiles.SchemaPath(type);
        var now = EventContracts.Find(type)!.Schema;
        // What a person compares with, and copies once the change is agreed on.
        File.WriteAllText(Path.Combine(AppContext.BaseDirectory, type + ".schema.now.json"), now);

        Assert.True(File.Exists(path), $"There is no {path}.");
        Assert.Equal(File.ReadAllText(path), now);
    }

    [Theory, MemberData(nameof(Types))]
    public void EverySchema_IsNamedAsTheEventsSay(string type)
    {
        var contract = EventContracts.Find(type)!;
        var schema = JsonSerializer.Deserialize<JsonElement>(contract.Schema);

        Assert.Equal("urn:shop:schema:" + type, schema.GetProperty("$id").GetString());
        Assert.Equal(contract.DataSchema.OriginalString, schema.GetProperty("$id").GetString());
    }

    [Theory, MemberData(nameof(Types))]
    public void EveryExampleInASchema_IsValid(string type)
    {
        var contract = EventContracts.Find(type)!;
        var schema = JsonSerializer.Deserialize<JsonElement>(contract.Schema);

        var example = Assert.Single(schema.GetProperty("examples").EnumerateArray());

        Assert.Empty(contract.Validate(Encoding.UTF8.GetBytes(example.GetRawText())));
        Assert.Empty(SchemaReader.Faults(schema, example));
    }
}
