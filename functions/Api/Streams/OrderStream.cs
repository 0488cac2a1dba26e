using System.Text.Json;
using Shop.Api.Orders;
using Shop.Contracts;
using Shop.ReadModels;

namespace Shop.Api.Streams;

/// <summary>
/// An order as a stream: <c>timeline</c> for each thing that happens, <c>order</c> for how it stands then.
/// </summary>
internal static class OrderStream
{
    // The status may be known before all that led to it, and the customer is told of it after that.
    private static readonly TimeSpan _afterthoughts = TimeSpan.FromSeconds(1.5);

    // Who has just placed an order and reads along at once is more patient than who only wants to look at it.
    private static readonly TimeSpan _young = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _arrivalMax = TimeSpan.FromSeconds(10);

    public static Streamed Of(OrderId id, CustomerId customer, OrderReader orders, TimeProvider clock) => new(
        async (cursor, cancellationToken) =>
        {
            var patience = orders.IsYoungerThan(id, _young) ? _arrivalMax : TimeSpan.Zero;
            var order = await orders.WaitAsync(id, static _ => true, patience, cancellationToken);
            return order?.Customer == customer ? StateOf(order, cursor, clock.GetUtcNow()) : null;
        },
        OrderCommands.Unknown());

    /// <summary>
    /// Confirmed is settled too, though the order may still become cancelled: nobody knows whether or when. A
    /// reader who comes back with the id of the end is told of a cancellation, and the stream ends again.
    /// </summary>
    /// <param name="order">The order.</param>
    /// <param name="cursor">See <see cref="TimelineCursor"/>.</param>
    /// <param name="now">When it was read.</param>
    public static StreamState StateOf(OrderView order, string? cursor, DateTimeOffset now)
    {
        var timeline = order.Timeline;
        var first = TimelineCursor.Next(timeline, cursor);
        return new StreamState(
            [.. Enumerable.Range(first, timeline.Count - first).Select(index => Happened(timeline, index))],
            new StreamEvent(
                "order", timeline.Count > 0 ? TimelineCursor.At(timeline, timeline.Count - 1) : null,
                JsonSerializer.SerializeToUtf8Bytes(OrderBody.Of(order), ApiJson.Default.OrderBody)),
            order.Status != OrderStatus.Placed && now >= order.UpdatedAt + _afterthoughts);
    }

    private static StreamEvent Happened(IReadOnlyList<TimelineEntry> timeline, int index) => new(
        "timeline",
        TimelineCursor.At(timeline, index),
        JsonSerializer.SerializeToUtf8Bytes(
            OrderEventBody.Of(timeline[index]), ApiJson.Default.OrderEventBody));
}
