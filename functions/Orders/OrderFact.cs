using Shop.Contracts;

namespace Shop.Orders;

/// <summary>Something that happened to an order.</summary>
public abstract record OrderFact
{
    private OrderFact()
    {
    }

    public sealed record Placed(OrderPlaced Data) : OrderFact;

    public sealed record CancellationRequested(CustomerId By) : OrderFact;

    public sealed record StockAnswered(StockAnswer Answer) : OrderFact;

    public static OrderFact Of(OrderPlaced placed) => new Placed(placed with { Lines = OrderLines.Merge(placed.Lines) });

    public static OrderFact Of(OrderCancellationRequested requested) =>
        new CancellationRequested(requested.CustomerId);

    public static OrderFact Of(InventoryReserved reserved) =>
        new StockAnswered(new StockAnswer(OrderLines.Merge(reserved.Lines), []));

    public static OrderFact Of(InventoryRejected rejected) => new StockAnswered(new StockAnswer([], rejected.Shortages));
}
