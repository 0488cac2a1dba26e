using System.Text.Json.Nodes;

namespace Topology.Tests.Code;

/// <summary>The rules on the real file: each mistake that somebody could make with it is refused.</summary>
public class WhatTheRulesCatch
{
    [Fact]
    public void ViewsThatRestock_WouldCauseTheirOwnEvents() => AssertRefused(
        topology =>
        {
            var views = topology.Function("Views");
            views["publishes"] = new JsonArray("shop.inventory.restocked.v1");
            views["publishesTo"]!.AsArray().Add("inventory");
        },
        "Inventory and Notifications and Orders and Views can cause each other's events");

    [Fact]
    public void NotificationsThatCancel_AreAWayBackToOrders() => AssertRefused(
        topology =>
        {
            var notifications = topology.Function("Notifications");
            notifications["publishes"]!.AsArray().Add("shop.order.cancellation-requested.v1");
            notifications["publishesTo"]!.AsArray().Add("orders");
        },
        "Inventory and Notifications and Orders can cause each other's events");

    [Fact]
    public void ImageProcessorThatWritesUploads_IsAWayBackToItself() => AssertRefused(
        topology => topology.Function("ImageProcessor")["deployment"]!["roles"]!["bucket:uploads"]!
            .AsArray().Add("roles/storage.objectUser"),
        "ImageProcessor can cause each other's events without end, or their own");

    [Fact]
    public void EventOfAFunctionThatIsNotSubscribed_ReachesNobody() => AssertRefused(
        topology => topology["subscriptions"]!.AsArray().RemoveAll(
            subscription => (string?)subscription!["name"] == "images-to-views"),
        "function ImageProcessor: publishes shop.image.processed.v1, which no function handles that gets one of its topics");

    [Fact]
    public void EventThatNobodyHandlesAnyMore_IsNamed() => AssertRefused(
        topology => topology.Function("Inventory")["handles"]!.AsArray().RemoveAll(
            type => (string?)type == "shop.inventory.restocked.v1"),
        "function Api: publishes shop.inventory.restocked.v1, which no function handles");

    [Fact]
    public void CycleThatWasTakenOut_IsNoLongerDeclared() => AssertRefused(
        topology => topology.Function("Notifications").Remove("forwards"),
        "cycles lists Notifications, which is none");

    [Fact]
    public void EachCycle_IsAWayBackThatIsThere() => Assert.All(
        Enumerable.Range(0, RealTopology.Read().Cycles.Count),
        index => AssertRefused(
            topology => topology["cycles"]!.AsArray().RemoveAt(index), "can cause each other's events without end"));

    private static void AssertRefused(Action<JsonObject> change, string fault) => Assert.Contains(
        MinimalTopology.FaultsOf(RealTopology.Changed(change)), each => each.Contains(fault, StringComparison.Ordinal));
}
