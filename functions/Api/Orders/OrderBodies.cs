using Shop.Contracts;
using Shop.ReadModels;

namespace Shop.Api.Orders;

/// <summary>What is sent to place an order.</summary>
/// <param name="Lines">What is ordered. All lines of one SKU together ask for at most 10,000 units.</param>
/// <param name="CallbackUrl">
/// An http or https URL that is told, by a signed webhook, what becomes of the order; left out for none.
/// </param>
internal sealed record OrderRequest(IReadOnlyList<OrderLine> Lines, Uri? CallbackUrl = null);

/// <summary>An order as its customer sees it.</summary>
/// <param name="Id">Its id: a UUID of version 7.</param>
/// <param name="Status">Where it stands. A confirmed order may still become cancelled.</param>
/// <param name="Lines">What was ordered: one line per SKU, ordered by SKU.</param>
/// <param name="CreatedAt">When it was placed.</param>
/// <param name="UpdatedAt">Since when it has its status.</param>
/// <param name="Shortages">What there was too little of; rejected orders only.</param>
internal sealed record OrderBody(
    OrderId Id,
    OrderStatus Status,
    IReadOnlyList<OrderLine> Lines,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    IReadOnlyList<Shortage>? Shortages = null)
{
    public static OrderBody Of(OrderView order) => new(
        order.Id, order.Status, order.Lines, order.CreatedAt, order.UpdatedAt, order.Shortages);

    /// <summary>An order that was published just now, as the read model will show it.</summary>
    public static OrderBody Placed(OrderId id, IReadOnlyList<OrderLine> lines, DateTimeOffset time) =>
        new(id, OrderStatus.Placed, OrderLines.Merge(lines), time, time);
}
