using Shop.Contracts;
using Shop.Documents;
using Shop.Eventing.Handling;

namespace Shop.Orders;

/// <summary>What the function listens to: the four facts that decide an order.</summary>
public static class Handlers
{
    /// <summary>Names the inbox and the source of what is said; it never changes.</summary>
    public const string Function = "orders";

    public static IReadOnlyList<EventRoute> All { get; } =
    [
        On(EventContracts.OrderPlaced, placed => placed.OrderId, OrderFact.Of),
        On(EventContracts.OrderCancellationRequested, requested => requested.OrderId, OrderFact.Of),
        On(EventContracts.InventoryReserved, reserved => reserved.OrderId, OrderFact.Of),
        On(EventContracts.InventoryRejected, rejected => rejected.OrderId, OrderFact.Of),
    ];

    private static EventRoute<TData> On<TData>(
        EventContract<TData> contract, Func<TData, OrderId> order, Func<TData, OrderFact> fact) => new(
            contract,
            data => (DocumentName[])[Order.KeyOf(order(data)).Name],
            (received, state) => OrderDecision.Decide(order(received.Data), fact(received.Data), state));
}
