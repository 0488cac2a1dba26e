using System.Text;
using System.Text.Json;

namespace Shop.Contracts.Tests;

/// <summary>Every value of every golden file, replaced by everything that people get wrong.</summary>
public sealed class Mutations
{
    private static readonly string[] _wrongValues =
    [
        "null", "true", "0", "-1", "1", "2", "10001", "1000001", "1.0", "1e2", "2147483648",
        "9007199254740992", "9223372036854775808", "\"1\"", "\"\"", "\" \"", "\"MUG\"",
        "\"mug\\n\"", "\"ä%\"", "\"-mug\"", "{}", "[]", "[{}]",
        "\"log\"", "\"Webhook\"", "\"/orders\"", "\"\\u0000\"", "\"😀\"",
        "\"https://\"", "\"https://a b\"", "\"ftp://customer.example/\"", "\"http://customer.example/\"",
        "\"https://me:secret@customer.example/\"",
    ];

    // A schema takes 1.0 for an integer, and leaves what `format` means to its reader.
    private static readonly string[] _beyondSchemas = [":1.0", ":1e2", "\"https://\"", "secret@"];

    public static TheoryData<string> Files => GoldenEvents.Files;

    [Theory, MemberData(nameof(Files))]
    public void WrongValue_IsFaultedWhereItStandsOrDecodes(string name)
    {
        var sample = Samples.ByName[name];
        foreach (var (place, mutant) in Replaced(name))
        {
            var faults = sample.Contract.Validate(mutant);

            Assert.All(faults, fault => Assert.StartsWith(place, fault.Pointer, StringComparison.Ordinal));
            if (faults.Count == 0)
            {
                // Whatever the rules let pass, the serializer reads without an exception and says again.
                Assert.Equal(GoldenFiles.Normal(mutant), GoldenFiles.Normal(sample.Rewrite(mutant)));
            }
        }
    }

    [Theory, MemberData(nameof(Files))]
    public void MissingMember_IsFaultedWhereItShouldStandUnlessItIsOptional(string name)
    {
        var golden = GoldenFiles.Event(name);
        foreach (var place in JsonPlaces.Of(golden).Where(JsonPlaces.IsMember))
        {
            ContractFault[] expected =
                JsonPlaces.Last(place) == "callbackUrl" ? [] : [new(place, "Is missing.")];

            Assert.Equal(expected, GoldenFiles.ContractOf(name).Validate(JsonPlaces.Remove(golden, place)));
        }
    }

    [Theory, MemberData(nameof(Files))]
    public void Schema_JudgesAsTheRulesDo(string name)
    {
        var contract = GoldenFiles.ContractOf(name);
        var schema = JsonSerializer.Deserialize<JsonElement>(contract.Schema);
        foreach (var (_, mutant) in Replaced(name))
        {
            var text = Encoding.UTF8.GetString(mutant);
            var byRules = contract.Validate(mutant).Count == 0;
            var document = JsonSerializer.Deserialize<JsonElement>(mutant);
            var bySchema = SchemaReader.Faults(schema, document).Count == 0;

            var isBeyond = _beyondSchemas.Any(part => text.Contains(part, StringComparison.Ordinal));
            Assert.True(byRules == bySchema || (bySchema && isBeyond), text);
        }
    }

    private static IEnumerable<(string Place, byte[] Mutant)> Replaced(string name)
    {
        var golden = GoldenFiles.Event(name);
        return
            from place in JsonPlaces.Of(golden).Skip(1)
            from value in _wrongValues
            select (place, JsonPlaces.Replace(golden, place, value));
    }
}
