using Shop.Contracts;
using Shop.Documents;

namespace Shop.ReadModels;

/// <summary>
/// An order as its customer may see it. There is none before an order event says whose it is: a request to
/// cancel, or a fact of the inventory, alone makes no order.
/// </summary>
/// <param name="Id">The order.</param>
/// <param name="Customer">Whose it is; nobody else may see it.</param>
/// <param name="Status">The status of highest rank that was said; it never falls back.</param>
/// <param name="Lines">One line per SKU, ordered by SKU.</param>
/// <param name="Shortages">What lacked, where the status is rejected; absent otherwise.</param>
/// <param name="CallbackUrl">Who is called; absent for nobody.</param>
/// <param name="CreatedAt">
/// When it was placed; until the placement itself has arrived, the earliest time of any status.
/// </param>
/// <param name="UpdatedAt">Since when it has its status.</param>
/// <param name="Timeline">
/// Ordered by position; without what people did to whom the order does not belong.
/// </param>
public sealed record OrderView(
    OrderId Id,
    CustomerId Customer,
    OrderStatus Status,
    IReadOnlyList<OrderLine> Lines,
    IReadOnlyList<Shortage>? Shortages,
    Uri? CallbackUrl,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    IReadOnlyList<TimelineEntry> Timeline)
{
    /// <param name="document">The one that <see cref="OrderHistory.NameOf"/> names.</param>
    /// <returns>Null where there is no order that anybody may see.</returns>
    public static OrderView? Read(Document document) => Of(OrderHistory.Read(document));

    /// <returns>Null where there is no order that anybody may see.</returns>
    public static OrderView? Of(OrderHistory? history)
    {
        if (history?.Statement is not { } said)
        {
            return null;
        }
        IReadOnlyList<TimelineEntry> timeline =
            [.. history.Timeline.Where(entry => entry.Customer is null || entry.Customer == said.Customer)];
        var createdAt = Earliest(timeline, status => status == OrderStatus.Placed)
            ?? Earliest(timeline, _ => true)
            ?? said.Time;
        return new OrderView(
            history.Id, said.Customer, said.Status, said.Lines, said.Shortages, said.CallbackUrl,
            createdAt, createdAt > said.Time ? createdAt : said.Time, timeline);
    }

    // Facts of stock tell when stock moved, and requests may precede the order: neither begins one.
    private static DateTimeOffset? Earliest(
        IReadOnlyList<TimelineEntry> timeline, Predicate<OrderStatus> wanted) => timeline
        .Where(entry => EventContracts.Find(entry.Type) is { } contract
            && OrderStatuses.ImpliedBy(contract) is { } status
            && wanted(status))
        .Select(entry => (DateTimeOffset?)entry.Time)
        .FirstOrDefault();
}
