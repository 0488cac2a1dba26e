using Shop.Contracts;
using Shop.Eventing.Handling;

namespace Shop.Inventory;

/// <summary>What the function listens to. Requests are not among it: what is not yet decided moves no stock.</summary>
public static class Handlers
{
    /// <summary>Names the inbox and the source of what is said; it never changes.</summary>
    public const string Function = "inventory";

    public static IReadOnlyList<EventRoute> All { get; } =
    [
        new EventRoute<OrderPlaced>(EventContracts.OrderPlaced, ReserveStock.Reads, ReserveStock.Decide),
        new EventRoute<OrderCancelled>(EventContracts.OrderCancelled, ReleaseStock.Reads, ReleaseStock.Decide, ReleaseStock.ReadsMore),
        new EventRoute<InventoryRestocked>(EventContracts.InventoryRestocked, Restock.Reads, Restock.Decide),
    ];
}
