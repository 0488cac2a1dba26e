using Shop.Contracts;
using Shop.Documents;
using Shop.Eventing;
using Shop.Eventing.Handling;

namespace Shop.Inventory;

/// <summary>An order was placed: all of its lines are reserved, or none.</summary>
public static class ReserveStock
{
    public static IReadOnlyList<DocumentName> Reads(OrderPlaced placed) =>
    [
        Reservation.KeyOf(placed.OrderId).Name,
        .. OrderLines.Merge(placed.Lines).Select(line => Stock.KeyOf(line.Sku).Name),
    ];

    public static Ruling Decide(Received<OrderPlaced> received, StateView state)
    {
        var placed = received.Data;
        var lines = OrderLines.Merge(placed.Lines);
        if (state.Find(Reservation.KeyOf(placed.OrderId)) is { } earlier)
        {
            return Again(earlier, lines);
        }
        var levels = lines.Select(line => (Line: line, Stock: state.Find(Stock.KeyOf(line.Sku)) ?? Stock.None)).ToList();
        var shortages = levels
            .Where(level => level.Stock.Available < level.Line.Quantity)
            .Select(level => new Shortage(level.Line.Sku, level.Line.Quantity, level.Stock.Available))
            .ToList();
        return shortages.Count == 0 ? Reserve(placed.OrderId, lines, levels) : Reject(placed.OrderId, lines, shortages);
    }

    // A second placement under another event id. Equal, it says nothing new; different, one of the two is wrong.
    private static Ruling Again(Reservation earlier, IReadOnlyList<OrderLine> lines) =>
        earlier.Status == ReservationStatus.Blocked || earlier.Lines.SequenceEqual(lines)
            ? Ruling.Nothing
            : new Ruling.Impossible("conflicting-placement", "An order of this id was placed before, with other lines.");

    private static Ruling.Applied Reserve(
        OrderId order, IReadOnlyList<OrderLine> lines, IReadOnlyList<(OrderLine Line, Stock Stock)> levels)
    {
        var next = levels.Select(level => (level.Line.Sku, Stock: level.Stock.Reserve(level.Line.Quantity))).ToList();
        return new Ruling.Applied(
            [
                Reservation.KeyOf(order).Set(new Reservation(ReservationStatus.Reserved, lines)),
                .. next.Select(level => Stock.KeyOf(level.Sku).Set(level.Stock)),
            ],
            [
                OutgoingEvent.Of(EventContracts.InventoryReserved, order.Value, 1, new InventoryReserved(order, lines)),
                .. next.Select(level => level.Stock.LevelChanged(level.Sku)),
            ]);
    }

    private static Ruling.Applied Reject(OrderId order, IReadOnlyList<OrderLine> lines, IReadOnlyList<Shortage> shortages) => new(
        [Reservation.KeyOf(order).Set(new Reservation(ReservationStatus.Rejected, lines))],
        [OutgoingEvent.Of(EventContracts.InventoryRejected, order.Value, 1, new InventoryRejected(order, shortages))]);
}
