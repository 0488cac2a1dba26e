namespace Shop.Contracts;

/// <summary>Data of <see cref="EventContracts.InventoryRestocked"/>: goods came in.</summary>
/// <param name="Sku">Which, also the event's subject.</param>
/// <param name="Quantity">Units that came in, 1–<see cref="ContractLimits.RestockQuantityMax"/>.</param>
public sealed record InventoryRestocked(Sku Sku, int Quantity);

/// <summary>Data of <see cref="EventContracts.InventoryReserved"/>: an order has all it asked for.</summary>
/// <param name="OrderId">Id of the order, also the event's subject.</param>
/// <param name="Lines">What was reserved, one line per SKU.</param>
public sealed record InventoryReserved(OrderId OrderId, IReadOnlyList<OrderLine> Lines);

/// <summary>Data of <see cref="EventContracts.InventoryRejected"/>: an order gets nothing.</summary>
/// <param name="OrderId">Id of the order, also the event's subject.</param>
/// <param name="Shortages">What lacked; at least one.</param>
public sealed record InventoryRejected(OrderId OrderId, IReadOnlyList<Shortage> Shortages);

/// <summary>
/// Data of <see cref="EventContracts.InventoryReleased"/>: what was reserved can be bought again.
/// </summary>
/// <param name="OrderId">Id of the cancelled order, also the event's subject.</param>
/// <param name="Lines">What had been reserved, one line per SKU.</param>
public sealed record InventoryReleased(OrderId OrderId, IReadOnlyList<OrderLine> Lines);

/// <summary>
/// Data of <see cref="EventContracts.InventoryLevelChanged"/>: the stock of a SKU is now this.
/// </summary>
/// <param name="Sku">Which, also the event's subject.</param>
/// <param name="Available">Units that can be reserved, 0–<see cref="ContractLimits.StockMax"/>.</param>
/// <param name="Reserved">Units held for orders, 0–<see cref="ContractLimits.StockMax"/>.</param>
/// <param name="Revision">
/// Counts the changes of the SKU from 1 on, also the event's sequence: of two levels the one with the higher
/// revision is the newer.
/// </param>
public sealed record InventoryLevelChanged(Sku Sku, long Available, long Reserved, long Revision);
