using static Shop.Contracts.ContractLimits;

namespace Shop.Contracts.Rules;

/// <summary>What the data of inventory events may be.</summary>
internal static class InventoryRules
{
    public static ObjectRule Restocked() => new(
        "Goods came in.",
        OrderRules.Sku,
        new("quantity", new IntegerRule("Units that came in.", 10, 1, RestockQuantityMax)));

    public static ObjectRule Reserved() => new(
        "All lines of an order were taken out of what is available.", OrderRules.OrderId, OrderRules.Lines);

    public static ObjectRule Rejected() => new(
        "Of an order nothing was reserved, since something lacks.", OrderRules.OrderId, OrderRules.Shortages);

    public static ObjectRule Released() => new(
        "What was reserved for a cancelled order is available again.", OrderRules.OrderId, OrderRules.Lines);

    public static ObjectRule LevelChanged() => new(
        "The stock of a SKU is now this.",
        OrderRules.Sku,
        new("available", new IntegerRule("Units that can be reserved.", 8, 0, StockMax)),
        new("reserved", new IntegerRule("Units held for orders.", 2, 0, StockMax)),
        new("revision", new IntegerRule(
            "Counts the changes of the SKU: of two levels the higher revision is newer.", 3, 1, StockMax)));
}
