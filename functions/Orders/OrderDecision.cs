using Shop.Contracts;
using Shop.Eventing;
using Shop.Eventing.Handling;

namespace Shop.Orders;

/// <summary>
/// Adds a fact to what is known of an order, and says so when that changes what the facts imply. No fact is ever too
/// late or too early: the status follows from all of them together.
/// </summary>
public static class OrderDecision
{
    public static Ruling Decide(OrderId id, OrderFact fact, StateView state)
    {
        var key = Order.KeyOf(id);
        var known = state.Find(key) ?? Order.Unknown;
        var (next, conflict) = Add(known, fact);
        if (next is null)
        {
            return conflict!;
        }
        return ReferenceEquals(next, known)
            ? Ruling.Nothing
            : new Ruling.Applied([key.Set(next)], next.Status == known.Status ? [] : Say(id, next));
    }

    // The fact changes nothing (the same order again), adds something, or contradicts what is known.
    private static (Order? Next, Ruling.Impossible? Conflict) Add(Order known, OrderFact fact) => fact switch
    {
        OrderFact.Placed { Data: var placed } =>
            known.Placed is null ? (known with { Placed = placed }, null)
            : EventContracts.OrderPlaced.AreEqual(known.Placed, placed) ? (known, null)
            : (null, new("conflicting-placement", "An order of this id was placed before, with other content.")),
        OrderFact.StockAnswered { Answer: var answer } =>
            known.Stock is null ? (known with { Stock = answer }, null)
            : known.Stock == answer ? (known, null)
            : (null, new("conflicting-reservation", "The inventory answered for this order before, and differently.")),
        OrderFact.CancellationRequested { By: var customer } =>
            known.CancelledBy.Contains(customer) ? (known, null)
            : known.Placed is not null && known.Placed.CustomerId != customer
                ? (null, new("not-the-customer", "Only the customer who placed the order can cancel it."))
            : known.CancelledBy.Count == Order.CancelledByMax
                ? (null, new("too-many-cancellations", $"{Order.CancelledByMax} others asked for this before it was placed."))
            : (known with { CancelledBy = [.. known.CancelledBy, customer] }, null),
        _ => throw new InvalidOperationException($"No rule for {fact}."),
    };

    private static IReadOnlyList<OutgoingEvent> Say(OrderId id, Order order)
    {
        var placed = order.Placed!;
        return order.Status switch
        {
            OrderStatus.Confirmed => [Event(EventContracts.OrderConfirmed, OrderStatus.Confirmed,
                new OrderConfirmed(id, placed.CustomerId, placed.Lines, placed.CallbackUrl))],
            OrderStatus.Rejected => [Event(EventContracts.OrderRejected, OrderStatus.Rejected,
                new OrderRejected(id, placed.CustomerId, placed.Lines, order.Stock!.Shortages, placed.CallbackUrl))],
            OrderStatus.Cancelled => [Event(EventContracts.OrderCancelled, OrderStatus.Cancelled,
                new OrderCancelled(id, placed.CustomerId, placed.Lines, placed.CallbackUrl))],
            // That it was placed was said by whoever placed it.
            _ => [],
        };

        OutgoingEvent Event<TData>(EventContract<TData> contract, OrderStatus status, TData data) =>
            OutgoingEvent.Of(contract, id.Value, status.Rank(), data);
    }
}
