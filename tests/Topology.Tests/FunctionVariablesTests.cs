using Shop.Topology;

namespace Topology.Tests;

public class FunctionVariablesTests
{
    private static readonly SuiteTopology _topology = new(
        [],
        [new("images", "Views"), new("notes", "Views"), new("orders", "Orders")],
        [
            new("images-to-views", "images", "Views", 60, 10, 600),
            new("notes-to-views", "notes", "Views", 60, 10, 600),
            new("orders-to-views", "orders", "Views", 60, 10, 600),
            new("orders-to-orders", "orders", "Orders", 60, 10, 600),
            new("images-to-orders", "images", "Orders", 60, 10, 600),
        ],
        [Function("Views"), Function("Orders"), Function("Api")]);

    [Fact]
    public void ValuesOfTheFile_AreExpanded() => Assert.Equal(
        "projects/acme/topics/images", Of("Orders", ResourceNames.Deployed("acme"))["TOPIC"]);

    [Theory]
    [InlineData("Views", "projects/local/subscriptions/images-to-views,projects/local/subscriptions/notes-to-views")]
    [InlineData("Orders", "projects/local/subscriptions/orders-to-orders")]
    public void FunctionThatFilesUnknownTypes_IsToldBySubscription(string function, string subscriptions) =>
        Assert.Equal(subscriptions, Of(function, ResourceNames.Local)[FunctionVariables.UnknownTypes]);

    [Fact]
    public void FunctionThatFilesNone_IsToldNone() =>
        Assert.DoesNotContain(FunctionVariables.UnknownTypes, Of("Api", ResourceNames.Local).Keys);

    private static FunctionSpec Function(string name) => new(
        name, "functions/" + name, "Shop.Function", null, 30, 1, [],
        new Dictionary<string, string> { ["TOPIC"] = "${topic:images}" });

    private static IReadOnlyDictionary<string, string> Of(string function, ResourceNames names) =>
        FunctionVariables.Of(_topology.Functions.Single(each => each.Name == function), _topology, names);
}
