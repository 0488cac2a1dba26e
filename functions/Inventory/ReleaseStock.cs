using Shop.Contracts;
using Shop.Documents;
using Shop.Eventing;
using Shop.Eventing.Handling;

namespace Shop.Inventory;

/// <summary>An order was cancelled: what was promised to it is free again, and nothing will be promised.</summary>
public static class ReleaseStock
{
    public static IReadOnlyList<DocumentName> Reads(OrderCancelled cancelled) =>
    [
        Reservation.KeyOf(cancelled.OrderId).Name,
        .. OrderLines.Merge(cancelled.Lines).Select(line => Stock.KeyOf(line.Sku).Name),
    ];

    // What was promised need not be what was cancelled: two placements of one id may have raced.
    public static IReadOnlyList<DocumentName> ReadsMore(OrderCancelled cancelled, StateView state) =>
        [.. (state.Find(Reservation.KeyOf(cancelled.OrderId))?.Lines ?? []).Select(line => Stock.KeyOf(line.Sku).Name)];

    public static Ruling Decide(Received<OrderCancelled> received, StateView state)
    {
        var order = received.Data.OrderId;
        var key = Reservation.KeyOf(order);
        switch (state.Find(key))
        {
            case null:
                return new Ruling.Applied([key.Set(new Reservation(ReservationStatus.Blocked, []))], []);
            case { Status: ReservationStatus.Reserved } reserved:
                return Release(order, reserved.Lines, state);
            default:
                // Nothing is promised to it: rejected, blocked, or released before.
                return Ruling.Nothing;
        }
    }

    private static Ruling.Applied Release(OrderId order, IReadOnlyList<OrderLine> lines, StateView state)
    {
        var next = lines
            .Select(line => (line.Sku, Stock: (state.Find(Stock.KeyOf(line.Sku)) ?? Stock.None).Release(line.Quantity)))
            .ToList();
        return new Ruling.Applied(
            [
                Reservation.KeyOf(order).Set(new Reservation(ReservationStatus.Released, lines)),
                .. next.Select(level => Stock.KeyOf(level.Sku).Set(level.Stock)),
            ],
            [
                OutgoingEvent.Of(EventContracts.InventoryReleased, order.Value, 2, new InventoryReleased(order, lines)),
                .. next.Select(level => level.Stock.LevelChanged(level.Sku)),
            ]);
    }
}
