using System.ComponentModel;
using Shop.Contracts;
using Shop.ReadModels;

namespace Shop.Api.Orders;

/// <summary>What is sent to place an order.</summary>
/// <param name="Lines">What is ordered.</param>
/// <param name="CallbackUrl">URL that is told what becomes of the order.</param>
[Description("What is sent to place an order.")]
internal sealed record OrderRequest(
    [property: Description("What is ordered. All lines of one SKU together ask for at most 10,000 units.")]
    IReadOnlyList<OrderLine> Lines,
    [property: Description("URL that is told, by a signed webhook, what becomes of the order.")]
    Uri? CallbackUrl = null);

/// <summary>An order as its customer sees it.</summary>
[Description("An order.")]
internal sealed record OrderBody(
    [property: Description("Its id: a UUID of version 7.")] OrderId Id,
    [property: Description("Where it stands. A confirmed order may still become cancelled.")] OrderStatus Status,
    [property: Description("What was ordered: one line per SKU, ordered by SKU.")] IReadOnlyList<OrderLine> Lines,
    [property: Description("What there was too little of; rejected orders only.")] IReadOnlyList<Shortage>? Shortages,
    [property: Description("When it was placed.")] DateTimeOffset CreatedAt,
    [property: Description("Since when it has its status.")] DateTimeOffset UpdatedAt)
{
    public static OrderBody Of(OrderView order) => new(
        order.Id, order.Status, order.Lines, order.Shortages, order.CreatedAt, order.UpdatedAt);

    /// <summary>An order that was published just now, as the read model will show it.</summary>
    public static OrderBody Placed(OrderId id, IReadOnlyList<OrderLine> lines, DateTimeOffset time) =>
        new(id, OrderStatus.Placed, OrderLines.Merge(lines), null, time, time);
}
