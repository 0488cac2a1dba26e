using Shop.Contracts;
using Shop.Eventing.Handling;
using Shop.Notifications;
using Shop.Topology;

namespace Topology.Tests.Code;

/// <summary>deploy/topology.json says of the events what the functions' code does.</summary>
public class WhatFunctionsSay
{
    private static readonly SuiteTopology _topology = RealTopology.Read();

    /// <summary>Routes by function; who is not here handles no event of the suite's own.</summary>
    internal static IReadOnlyDictionary<string, IReadOnlyList<EventRoute>> Routes { get; } =
        new Dictionary<string, IReadOnlyList<EventRoute>>
        {
            ["Inventory"] = Shop.Inventory.Handlers.All,
            ["Notifications"] = Handlers.All((_, _, _) => throw new NotSupportedException("Nobody is told here.")),
            ["Orders"] = Shop.Orders.Handlers.All,
            ["Views"] = Shop.Views.Handlers.All,
        };

    public static TheoryData<string> Functions => [.. _topology.Functions.Select(function => function.Name)];

    [Theory, MemberData(nameof(Functions))]
    public void Handles_AreTheFunctionsRoutes(string name) => Assert.Equal(
        Routes.GetValueOrDefault(name, []).Select(route => route.Contract.Type).Order(StringComparer.Ordinal),
        Function(name).Handles.Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Functions))]
    public void Publishes_AreWhatTheCompositionRootLists(string name) => Assert.Equal(
        Sources.PublishedBy(name).Order(StringComparer.Ordinal), Function(name).Publishes.Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Functions))]
    public void EveryTypeThatIsPublished_HasItsTopicAmongTheFunctions(string name) => Assert.All(
        Function(name).Publishes,
        type => Assert.Contains(EventContracts.Find(type)!.Topic, Function(name).PublishesTo));

    [Theory, MemberData(nameof(Functions))]
    public void PublishesTo_AreTheTopicsThatTheFunctionIsToldOf(string name) => Assert.Equal(
        Function(name).Environment.Values.Where(value => value.StartsWith("${topic:", StringComparison.Ordinal))
            .Select(value => value["${topic:".Length..^1]).Order(StringComparer.Ordinal),
        Function(name).PublishesTo.Order(StringComparer.Ordinal));

    [Fact]
    public void EveryEventType_IsPublishedBySomebody() => Assert.Equal(
        EventContracts.All.Select(contract => contract.Type).Order(StringComparer.Ordinal),
        _topology.Functions.SelectMany(function => function.Publishes).Order(StringComparer.Ordinal));

    [Fact]
    public void EveryEventType_IsHandledOrTerminal() => Assert.Empty(
        EventContracts.All.Select(contract => contract.Type)
            .Except(_topology.Functions.SelectMany(function => function.Handles)).Except(_topology.TerminalTypes));

    private static FunctionSpec Function(string name) => _topology.Functions.Single(function => function.Name == name);
}
