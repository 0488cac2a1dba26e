using Shop.Contracts;
using Shop.Documents;
using Shop.Eventing.Handling;
using Shop.ReadModels;

namespace Shop.Views;

/// <summary>
/// What the function listens to: every event but restocks, which say of a SKU only that something was added.
/// </summary>
public static class Handlers
{
    /// <summary>Names the function in the log and in dead letters.</summary>
    public const string Function = "views";

    public static IReadOnlyList<EventRoute> All { get; } =
    [
        Order(EventContracts.OrderPlaced, placed => placed.OrderId, OrderFact.Of),
        Order(EventContracts.OrderCancellationRequested, requested => requested.OrderId, OrderFact.Of),
        Order(EventContracts.OrderConfirmed, confirmed => confirmed.OrderId, OrderFact.Of),
        Order(EventContracts.OrderRejected, rejected => rejected.OrderId, OrderFact.Of),
        Order(EventContracts.OrderCancelled, cancelled => cancelled.OrderId, OrderFact.Of),
        Order(EventContracts.InventoryReserved, reserved => reserved.OrderId, OrderFact.Of),
        Order(EventContracts.InventoryRejected, rejected => rejected.OrderId, OrderFact.Of),
        Order(EventContracts.InventoryReleased, released => released.OrderId, OrderFact.Of),
        Order(EventContracts.NotificationDelivered, delivered => delivered.OrderId, OrderFact.Of),
        Order(EventContracts.NotificationFailed, failed => failed.OrderId, OrderFact.Of),
        new MergeRoute<InventoryLevelChanged>(
            EventContracts.InventoryLevelChanged, StockMerge.Reads, StockMerge.Merge),
        new MergeRoute<ImageProcessed>(
            EventContracts.ImageProcessed,
            processed => ImageMerge.Reads(processed.ImageId),
            (received, state) => ImageMerge.Merge(ImageMerge.View(received), state)),
        new MergeRoute<ImageFailed>(
            EventContracts.ImageFailed,
            failed => ImageMerge.Reads(failed.ImageId),
            (received, state) => ImageMerge.Merge(ImageMerge.View(received), state)),
    ];

    private static MergeRoute<TData> Order<TData>(
        EventContract<TData> contract,
        Func<TData, OrderId> order,
        Func<Received<TData>, OrderFact> fact) => new(
        contract,
        data => (DocumentName[])[OrderHistory.NameOf(order(data))],
        (received, state) => OrderMerge.Merge(order(received.Data), fact(received), state),
        (received, state) => OrderMerge.ReadsMore(order(received.Data), fact(received), state));
}
