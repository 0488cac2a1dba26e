using Shop.Contracts.Rules;

namespace Shop.Contracts;

/// <summary>Every event of the suite; each type is written here and nowhere else.</summary>
public static class EventContracts
{
    /// <summary>A customer asked for goods.</summary>
    public static EventContract<OrderPlaced> OrderPlaced { get; } =
        new("shop.order.placed.v1", static () => ContractsJson.Default.OrderPlaced, OrderRules.Placed);

    /// <summary>A customer asked that an order be cancelled.</summary>
    public static EventContract<OrderCancellationRequested> OrderCancellationRequested { get; } =
        new(
            "shop.order.cancellation-requested.v1",
            static () => ContractsJson.Default.OrderCancellationRequested,
            OrderRules.CancellationRequested);

    /// <summary>All lines of an order are reserved.</summary>
    public static EventContract<OrderConfirmed> OrderConfirmed { get; } =
        new("shop.order.confirmed.v1", static () => ContractsJson.Default.OrderConfirmed, OrderRules.Confirmed);

    /// <summary>An order cannot be served, and nothing is reserved for it.</summary>
    public static EventContract<OrderRejected> OrderRejected { get; } =
        new("shop.order.rejected.v1", static () => ContractsJson.Default.OrderRejected, OrderRules.Rejected);

    /// <summary>An order that was placed is void.</summary>
    public static EventContract<OrderCancelled> OrderCancelled { get; } =
        new("shop.order.cancelled.v1", static () => ContractsJson.Default.OrderCancelled, OrderRules.Cancelled);

    /// <summary>Goods came in.</summary>
    public static EventContract<InventoryRestocked> InventoryRestocked { get; } =
        new(
            "shop.inventory.restocked.v1",
            static () => ContractsJson.Default.InventoryRestocked,
            InventoryRules.Restocked);

    /// <summary>All lines of an order were taken out of what is available.</summary>
    public static EventContract<InventoryReserved> InventoryReserved { get; } =
        new("shop.inventory.reserved.v1", static () => ContractsJson.Default.InventoryReserved, InventoryRules.Reserved);

    /// <summary>Of an order nothing was reserved, since something lacks.</summary>
    public static EventContract<InventoryRejected> InventoryRejected { get; } =
        new("shop.inventory.rejected.v1", static () => ContractsJson.Default.InventoryRejected, InventoryRules.Rejected);

    /// <summary>What was reserved for a cancelled order is available again.</summary>
    public static EventContract<InventoryReleased> InventoryReleased { get; } =
        new("shop.inventory.released.v1", static () => ContractsJson.Default.InventoryReleased, InventoryRules.Released);

    /// <summary>The stock of a SKU has changed.</summary>
    public static EventContract<InventoryLevelChanged> InventoryLevelChanged { get; } =
        new(
            "shop.inventory.level-changed.v1",
            static () => ContractsJson.Default.InventoryLevelChanged,
            InventoryRules.LevelChanged);

    /// <summary>All variants of one generation of an uploaded image are readable.</summary>
    public static EventContract<ImageProcessed> ImageProcessed { get; } =
        new("shop.image.processed.v1", static () => ContractsJson.Default.ImageProcessed, ImageRules.Processed);

    /// <summary>One generation of an uploaded image will never have variants.</summary>
    public static EventContract<ImageFailed> ImageFailed { get; } =
        new("shop.image.failed.v1", static () => ContractsJson.Default.ImageFailed, ImageRules.Failed);

    /// <summary>The customer was told of an order event.</summary>
    public static EventContract<NotificationDelivered> NotificationDelivered { get; } =
        new(
            "shop.notification.delivered.v1",
            static () => ContractsJson.Default.NotificationDelivered,
            NotificationRules.Delivered);

    /// <summary>The customer will not be told of an order event.</summary>
    public static EventContract<NotificationFailed> NotificationFailed { get; } =
        new(
            "shop.notification.failed.v1",
            static () => ContractsJson.Default.NotificationFailed,
            NotificationRules.Failed);

    /// <summary>All of the above.</summary>
    public static IReadOnlyList<EventContract> All { get; } =
    [
        OrderPlaced,
        OrderCancellationRequested,
        OrderConfirmed,
        OrderRejected,
        OrderCancelled,
        InventoryRestocked,
        InventoryReserved,
        InventoryRejected,
        InventoryReleased,
        InventoryLevelChanged,
        ImageProcessed,
        ImageFailed,
        NotificationDelivered,
        NotificationFailed,
    ];

    /// <returns>The contract of a CloudEvents type; null where nobody of the suite knows it.</returns>
    public static EventContract? Find(string? type) => All.FirstOrDefault(contract => contract.Type == type);
}
