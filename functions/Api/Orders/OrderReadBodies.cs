using Shop.ReadModels;

namespace Shop.Api.Orders;

/// <summary>A part of the caller's orders, newest first.</summary>
/// <param name="Orders">The orders.</param>
/// <param name="NextPageToken">Asks for what follows; absent on the last page.</param>
internal sealed record OrderPageBody(IReadOnlyList<OrderBody> Orders, string? NextPageToken = null);

/// <summary>What happened to an order, in the sequence in which it happened.</summary>
/// <param name="Events">The earliest 200 events.</param>
internal sealed record OrderEventsBody(IReadOnlyList<OrderEventBody> Events)
{
    public static OrderEventsBody Of(OrderView order) => new([.. order.Timeline.Select(OrderEventBody.Of)]);
}

/// <summary>One event of an order.</summary>
/// <param name="EventId">CloudEvents id; with the source it identifies the event.</param>
/// <param name="Source">CloudEvents source.</param>
/// <param name="Type">CloudEvents type; expect types that are not known yet.</param>
/// <param name="Time">When it happened.</param>
/// <param name="Goods">How much it is about.</param>
/// <param name="Notice">What the customer was told, or not.</param>
internal sealed record OrderEventBody(
    string EventId, string Source, string Type, DateTimeOffset Time, GoodsCount? Goods = null, Notice? Notice = null)
{
    public static OrderEventBody Of(TimelineEntry entry) =>
        new(entry.EventId, entry.Source, entry.Type, entry.Time, entry.Goods, entry.Notice);
}
