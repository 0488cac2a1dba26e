using Shop.Eventing.Handling;
using Shop.Topology;

namespace Topology.Tests.Code;

/// <summary>deploy/topology.json knows every collection that the code writes.</summary>
public class WhereDocumentsLie
{
    private static readonly FirestoreSpec _firestore = RealTopology.Read().Deployment!.Firestore;

    // Who only merges remembers nothing.
    private static readonly IReadOnlyList<string> _inboxes =
    [
        .. new[] { ("Inventory", Shop.Inventory.Handlers.Function), ("Notifications", Shop.Notifications.Handlers.Function),
                ("Orders", Shop.Orders.Handlers.Function), ("Views", Shop.Views.Handlers.Function) }
            .Where(function => WhatFunctionsSay.Routes[function.Item1].Any(route => !IsMerge(route.GetType())))
            .Select(function => function.Item2 + "-inbox"),
    ];

    [Fact]
    public void Code_IsKnownToNameThese() => Assert.Equal(
        [
            "idempotency", "image-views", "notifications", "order-views", "orders", "reservations", "stock",
            "stock-levels", "uploads",
        ],
        Sources.Collections.Select(collection => collection.Group).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void EveryCollection_IsWithoutIndexes() => Assert.Equal(
        Sources.Collections.Select(collection => collection.Group).Concat(_inboxes).Distinct().Order(StringComparer.Ordinal),
        _firestore.WithoutIndexes.Order(StringComparer.Ordinal));

    [Fact]
    public void EveryCollectionOfWhatExpires_HasATimeToLive() => Assert.Equal(
        Sources.Collections.Where(collection => Sources.WritesWhatExpires(collection.File))
            .Select(collection => collection.Group).Concat(_inboxes).Distinct().Order(StringComparer.Ordinal),
        _firestore.TimeToLive.Order(StringComparer.Ordinal));

    private static bool IsMerge(Type route) =>
        route.IsGenericType && route.GetGenericTypeDefinition() == typeof(MergeRoute<>);
}
