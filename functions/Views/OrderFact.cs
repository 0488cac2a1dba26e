using Shop.Contracts;
using Shop.Eventing;
using Shop.Eventing.Handling;
using Shop.ReadModels;

namespace Shop.Views;

/// <summary>What one event adds to the story of an order.</summary>
/// <param name="Entry">Its place in the timeline.</param>
/// <param name="Statement">What it says of the order as a whole; absent where that is not its to say.</param>
public sealed record OrderFact(TimelineEntry Entry, OrderStatement? Statement = null)
{
    public static OrderFact Of(Received<OrderPlaced> received) => Status(
        EventContracts.OrderPlaced, received, OrderStatus.Placed,
        received.Data.CustomerId, received.Data.Lines, received.Data.CallbackUrl);

    public static OrderFact Of(Received<OrderConfirmed> received) => Status(
        EventContracts.OrderConfirmed, received, OrderStatus.Confirmed,
        received.Data.CustomerId, received.Data.Lines, received.Data.CallbackUrl);

    public static OrderFact Of(Received<OrderRejected> received) => Status(
        EventContracts.OrderRejected, received, OrderStatus.Rejected,
        received.Data.CustomerId, received.Data.Lines, received.Data.CallbackUrl, received.Data.Shortages);

    public static OrderFact Of(Received<OrderCancelled> received) => Status(
        EventContracts.OrderCancelled, received, OrderStatus.Cancelled,
        received.Data.CustomerId, received.Data.Lines, received.Data.CallbackUrl);

    public static OrderFact Of(Received<OrderCancellationRequested> received) => new(
        EntryOf(EventContracts.OrderCancellationRequested, received) with
        {
            Customer = received.Data.CustomerId,
        });

    public static OrderFact Of(Received<InventoryReserved> received) => new(
        EntryOf(EventContracts.InventoryReserved, received) with { Goods = Count(received.Data.Lines) });

    public static OrderFact Of(Received<InventoryRejected> received) => new(
        EntryOf(EventContracts.InventoryRejected, received) with { Goods = Count(received.Data.Shortages) });

    public static OrderFact Of(Received<InventoryReleased> received) => new(
        EntryOf(EventContracts.InventoryReleased, received) with { Goods = Count(received.Data.Lines) });

    public static OrderFact Of(Received<NotificationDelivered> received) => new(
        EntryOf(EventContracts.NotificationDelivered, received) with
        {
            Notice = new Notice(received.Data.EventType, received.Data.EventId, received.Data.Channel),
        });

    public static OrderFact Of(Received<NotificationFailed> received) => new(
        EntryOf(EventContracts.NotificationFailed, received) with
        {
            Notice = new Notice(
                received.Data.EventType, received.Data.EventId, received.Data.Channel,
                received.Data.Reason, Shortened(received.Data.Message)),
        });

    private static OrderFact Status<TData>(
        EventContract<TData> contract,
        Received<TData> received,
        OrderStatus status,
        CustomerId customer,
        IReadOnlyList<OrderLine> lines,
        Uri? callbackUrl,
        IReadOnlyList<Shortage>? shortages = null)
    {
        var entry = EntryOf(contract, received) with
        {
            Customer = customer,
            Goods = shortages is null ? Count(lines) : Count(shortages),
        };
        return new OrderFact(entry, new OrderStatement(
            status, customer, OrderLines.Merge(lines), entry.Time, entry.Key, shortages, callbackUrl));
    }

    private static TimelineEntry EntryOf<TData>(EventContract<TData> contract, Received<TData> received) => new(
        AttributeText.IdOrHash(received.Id), AttributeText.IdOrHash(received.Source), contract.Type,
        received.Time.ToUniversalTime());

    private static GoodsCount Count(IReadOnlyList<OrderLine> lines) =>
        new(lines.DistinctBy(line => line.Sku).Count(), lines.Sum(line => (long)line.Quantity));

    private static GoodsCount Count(IReadOnlyList<Shortage> shortages) => new(
        shortages.DistinctBy(shortage => shortage.Sku).Count(),
        shortages.Sum(shortage => Math.Max(0, shortage.Requested - shortage.Available)));

    // Whole characters only: half of one would not be storable.
    private static string Shortened(string message)
    {
        var runes = message.EnumerateRunes().ToList();
        return runes.Count <= Notice.MessageLengthMax
            ? message
            : string.Concat(runes.Take(Notice.MessageLengthMax - 1)) + "…";
    }
}
