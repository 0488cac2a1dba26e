using System.ComponentModel;
using Shop.ReadModels;

namespace Shop.Api.Orders;

[Description("A part of the caller's orders, newest first.")]
internal sealed record OrderPageBody(
    [property: Description("The orders.")] IReadOnlyList<OrderBody> Orders,
    [property: Description("Asks for what follows; absent on the last page.")] string? NextPageToken);

[Description("What happened to an order, in the sequence in which it happened.")]
internal sealed record OrderEventsBody(
    [property: Description("The earliest 200 events.")] IReadOnlyList<OrderEventBody> Events)
{
    public static OrderEventsBody Of(OrderView order) => new([.. order.Timeline.Select(OrderEventBody.Of)]);
}

[Description("One event of an order.")]
internal sealed record OrderEventBody(
    [property: Description("CloudEvents id; with the source it identifies the event.")] string EventId,
    [property: Description("CloudEvents source.")] string Source,
    [property: Description("CloudEvents type; expect types that are not known yet.")] string Type,
    [property: Description("When it happened.")] DateTimeOffset Time,
    [property: Description("How much it is about.")] GoodsCount? Goods,
    [property: Description("What the customer was told, or not.")] Notice? Notice)
{
    public static OrderEventBody Of(TimelineEntry entry) =>
        new(entry.EventId, entry.Source, entry.Type, entry.Time, entry.Goods, entry.Notice);
}
