using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Shop.Contracts.Tests;

/// <summary>Every value of every golden file, replaced by everything that people get wrong.</summary>
public sealed class Mutations
{
    private static readonly string[] _wrongValues =
    [
        "null", "true", "0", "-1", "1", "2", "10001", "1000001", "1.0", "1e2", "9007199254740992", "2147483648",
        "9223372036854775808", "\"1\"", "\"\"", "\" \"", "\"MUG\"", "\"mug\\n\"", "\"ä%\"", "\"-mug\"", "{}", "[]", "[{}]",
        "\"log\"", "\"Webhook\"", "\"https://\"", "\"https://a b\"", "\"ftp://customer.example/\"", "\"/orders\"",
        "\"https://me:secret@customer.example/\"", "\"http://customer.example/\"", "\"\\u0000\"", "\"😀\"",
    ];

    public static TheoryData<string> Files => GoldenEvents.Files;

    [Theory, MemberData(nameof(Files))]
    public void WrongValue_IsFaultedWhereItStandsOrDecodes(string name)
    {
        var sample = Samples.ByName[name];
        foreach (var (pointer, mutant) in Replaced(name))
        {
            var faults = sample.Contract.Validate(mutant);

            Assert.All(faults, fault => Assert.StartsWith(pointer, fault.Pointer, StringComparison.Ordinal));
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
        var sample = Samples.ByName[name];
        foreach (var pointer in Pointers(JsonNode.Parse(GoldenFiles.Event(name))!, "").Where(IsMember))
        {
            var root = JsonNode.Parse(GoldenFiles.Event(name))!;
            Parent(root, pointer).AsObject().Remove(Last(pointer));
            var faults = sample.Contract.Validate(Bytes(root));

            Assert.Equal(
                Last(pointer) == "callbackUrl" ? [] : new[] { new ContractFault(pointer, "Is missing.") }, faults);
        }
    }

    [Theory, MemberData(nameof(Files))]
    public void Schema_JudgesAsTheRulesDo(string name)
    {
        var contract = GoldenFiles.ContractOf(name);
        var schema = JsonSerializer.Deserialize<JsonElement>(contract.Schema);
        foreach (var (_, mutant) in Replaced(name))
        {
            var valid = contract.Validate(mutant).Count == 0;
            var document = JsonSerializer.Deserialize<JsonElement>(mutant);

            Assert.True(
                valid == (SchemaReader.Faults(schema, document).Count == 0) || (!valid && IsBeyondSchemas(mutant)),
                Encoding.UTF8.GetString(mutant));
        }
    }

    // A schema takes 1.0 for an integer, leaves `format` to its reader, and cannot add up lines.
    private static bool IsBeyondSchemas(byte[] mutant)
    {
        var text = Encoding.UTF8.GetString(mutant);
        return new[] { ":1.0", ":1e2", "\"https://\"", "secret@" }.Any(part => text.Contains(part, StringComparison.Ordinal));
    }

    private static IEnumerable<(string Pointer, byte[] Mutant)> Replaced(string name)
    {
        foreach (var pointer in Pointers(JsonNode.Parse(GoldenFiles.Event(name))!, "").Where(one => one.Length > 0))
        {
            foreach (var value in _wrongValues)
            {
                var root = JsonNode.Parse(GoldenFiles.Event(name))!;
                var parent = Parent(root, pointer);
                if (parent is JsonArray list)
                {
                    list[int.Parse(Last(pointer), System.Globalization.CultureInfo.InvariantCulture)] = JsonNode.Parse(value);
                }
                else
                {
                    parent[Last(pointer)] = JsonNode.Parse(value);
                }
                yield return (pointer, Bytes(root));
            }
        }
    }

    private static IEnumerable<string> Pointers(JsonNode? node, string pointer) => node switch
    {
        JsonObject members => members.SelectMany(member => Pointers(member.Value, $"{pointer}/{member.Key}")).Prepend(pointer),
        JsonArray items => items.SelectMany((item, index) => Pointers(item, $"{pointer}/{index}")).Prepend(pointer),
        _ => [pointer],
    };

    private static bool IsMember(string pointer) => pointer.Length > 0 && !char.IsAsciiDigit(Last(pointer)[0]);

    private static JsonNode Parent(JsonNode root, string pointer) =>
        pointer.Split('/')[1..^1].Aggregate(root, (node, step) => node is JsonArray list
            ? list[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]!
            : node[step]!);

    private static string Last(string pointer) => pointer[(pointer.LastIndexOf('/') + 1)..];

    private static byte[] Bytes(JsonNode root) => Encoding.UTF8.GetBytes(root.ToJsonString());
}
