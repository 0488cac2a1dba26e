using static Topology.Tests.MinimalTopology;
using Shop.Topology;

namespace Topology.Tests;

/// <summary>Somebody handles every event, and none comes back for ever.</summary>
public class EventRulesTests
{
    private const string DeskHandles = "\"handles\": [ \"shop.order.placed.v1\" ]";
    private const string DeskHandlesItsOwn = "\"handles\": [ \"shop.order.placed.v1\", \"shop.order.confirmed.v1\" ]";
    private const string Terminal = "\"terminalTypes\": [ \"shop.order.confirmed.v1\" ]";

    [Theory]
    [InlineData("shop.order.placed")]
    [InlineData("shop.order.placed.v0")]
    [InlineData("shop.order.placed.1")]
    [InlineData("shop.Order.placed.v1")]
    [InlineData("shop.order.placed-.V1")]
    [InlineData("shop.order.placed.v1.1")]
    [InlineData("shop.placed.v1")]
    [InlineData("order placed")]
    public void TypeOfAnotherForm_IsRefused(string type) => Assert.Contains(
        $"function Counter: event type '{type}' must look like shop.order.placed.v1",
        FaultsOf(Changed(Deployed, ("shop.order.placed.v1", type))));

    [Theory]
    [InlineData(DeskHandles, "\"handles\": []", "function Counter: publishes shop.order.placed.v1, which no function handles")]
    // Desk handles it, but does not get the topic.
    [InlineData(
        "\"publishesTo\": [ \"orders\" ], \"publishes\": [ \"shop.order.placed.v1\" ]",
        "\"publishesTo\": [ \"dead-letters\" ], \"publishes\": [ \"shop.order.placed.v1\" ]",
        "function Counter: publishes shop.order.placed.v1, which no function handles that gets one of its topics")]
    [InlineData(
        "\"topic\": \"orders\", \"function\": \"Desk\"", "\"topic\": \"dead-letters\", \"function\": \"Desk\"",
        "function Desk: handles shop.order.placed.v1, which no function publishes to a topic that it gets")]
    [InlineData(
        DeskHandles, "\"handles\": [ \"shop.order.placed.v1\", \"shop.order.lost.v1\" ]",
        "function Desk: handles shop.order.lost.v1, which no function publishes to a topic that it gets")]
    [InlineData(
        "\"forwards\": []", "\"forwards\": [ \"shop.order.lost.v1\" ]",
        "function Desk: publishes shop.order.lost.v1, which no function handles")]
    [InlineData(
        Terminal, "\"terminalTypes\": []",
        "function Desk: publishes shop.order.confirmed.v1, which no function handles that gets one of its topics")]
    [InlineData(
        Terminal, "\"terminalTypes\": [ \"shop.order.confirmed.v1\", \"shop.order.placed.v1\" ]",
        "terminalTypes lists shop.order.placed.v1, which is handled, or published by nobody")]
    [InlineData(
        Terminal, "\"terminalTypes\": [ \"shop.order.confirmed.v1\", \"shop.order.lost.v1\" ]",
        "terminalTypes lists shop.order.lost.v1, which is handled, or published by nobody")]
    public void EventWithoutItsOtherEnd_IsRefused(string from, string to, string message) => Assert.Contains(
        FaultsOf(Changed(Deployed, (from, to))), each => each.StartsWith(message, StringComparison.Ordinal));

    [Fact]
    public void FunctionThatHandlesItsOwnEvents_IsACycle() => Assert.Equal(
        [
            "Desk can cause each other's events without end, or their own: take the way back out, or list them under "
                + "cycles and say why it ends",
        ],
        FaultsOf(Changed(Deployed, (DeskHandles, DeskHandlesItsOwn), (Terminal, "\"terminalTypes\": []"))));

    [Fact]
    public void FunctionThatForwardsToItself_IsACycle() => Assert.StartsWith(
        "Desk can cause each other's events",
        Assert.Single(FaultsOf(Changed(Deployed, ("\"forwards\": []", "\"forwards\": [ \"shop.order.placed.v1\" ]")))),
        StringComparison.Ordinal);

    [Fact]
    public void FunctionsThatCauseEachOther_AreNamedTogether() => Assert.Contains(
        FaultsOf(Changed(
            Deployed,
            ("\"subscriptions\": [", """
                "subscriptions": [
                {
                  "name": "orders-to-counter", "topic": "orders", "function": "Counter",
                  "ackDeadlineSeconds": 60, "minimumBackoffSeconds": 10, "maximumBackoffSeconds": 600
                },
                """),
            ("\"publishes\": [ \"shop.order.placed.v1\" ]",
                "\"publishes\": [ \"shop.order.placed.v1\" ], \"handles\": [ \"shop.order.confirmed.v1\" ]"))),
        each => each.StartsWith("Counter and Desk can cause each other's events", StringComparison.Ordinal));

    [Theory]
    [InlineData("roles/storage.objectCreator")]
    [InlineData("roles/storage.objectUser")]
    [InlineData("roles/storage.objectAdmin")]
    [InlineData("roles/storage.admin")]
    public void FunctionThatWritesTheBucketThatTriggersIt_IsACycle(string role) => Assert.StartsWith(
        "Resize can cause each other's events without end, or their own",
        Assert.Single(FaultsOf(Changed(Deployed, ("roles/storage.objectViewer", role)))), StringComparison.Ordinal);

    [Fact]
    public void FunctionThatWritesAnotherBucket_IsNone() => TopologyFile.Parse(
        Changed(Deployed, ("\"bucket:uploads\": [", "\"bucket:variants\": [ \"roles/storage.objectUser\" ], \"bucket:uploads\": [")),
        "changed");

    [Fact]
    public void CycleThatIsDeclaredWithItsReason_IsAccepted() => TopologyFile.Parse(
        Cyclic("\"functions\": [ \"Desk\" ], \"because\": \"It is confirmed once.\""), "changed");

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void CycleWithoutReason_IsRefused(string because) => Assert.Equal(
        ["cycles lists Desk without saying why it ends"],
        FaultsOf(Cyclic($"\"functions\": [ \"Desk\" ], \"because\": \"{because}\"")));

    [Fact]
    public void CycleThatIsNone_IsRefused() => Assert.Equal(
        ["cycles lists Desk, which is none: nothing comes back"],
        FaultsOf(Changed(Deployed, ("\"cycles\": []", "\"cycles\": [ { \"functions\": [ \"Desk\" ], \"because\": \"It ends.\" } ]"))));

    [Fact]
    public void CycleThatIsDeclaredTooWide_HidesNothing() => Assert.Equal(
        2, FaultsOf(Cyclic("\"functions\": [ \"Counter\", \"Desk\" ], \"because\": \"It ends.\"")).Count);

    private static string Cyclic(string cycle) => Changed(
        Deployed, (DeskHandles, DeskHandlesItsOwn), (Terminal, "\"terminalTypes\": []"),
        ("\"cycles\": []", $"\"cycles\": [ {{ {cycle} }} ]"));
}
