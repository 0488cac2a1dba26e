using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Shop.Api.Commands;
using Shop.Api.Http;
using Shop.Api.Identity;
using Shop.Contracts;
using Shop.Documents;
using Shop.Eventing;
using Shop.ReadModels;

namespace Shop.Api.Orders;

/// <summary>What a customer may ask for.</summary>
internal static class OrderCommands
{
    private const string PlaceRoute = "POST /v1/orders";
    private const string CancelRoute = "POST /v1/orders/{id}/cancel";

    // An order so young can be cancelled before the read model shows it: whoever decides keeps the wish until then.
    private static readonly TimeSpan _unseen = TimeSpan.FromMinutes(1);

    private static readonly Dictionary<string, string[]> _members =
        new(StringComparer.Ordinal) { ["lines"] = ["sku", "quantity"], ["callbackUrl"] = [] };

    private static readonly Dictionary<string, string[]> _noMembers = [];

    public static async Task<IResult> PlaceAsync(
        HttpContext context, IdempotencyKeys keys, CommandPublisher publisher, OrderReader orders, TimeProvider clock)
    {
        var body = await JsonBody.ReadAsync(context);
        if ((body.Problem ?? Validation.Check(
            EventContracts.OrderPlaced, body.Utf8Json.Span, _members, "orderId", "customerId")) is { } invalid)
        {
            return invalid;
        }
        var request = JsonSerializer.Deserialize(body.Utf8Json.Span, ApiJson.Default.OrderRequest)!;
        var content = JsonSerializer.SerializeToUtf8Bytes(request, ApiJson.Default.OrderRequest);
        var claim = await keys.ClaimAsync(context, PlaceRoute, content);
        if (claim.Wish is not { } wish)
        {
            return claim.Problem!;
        }
        var id = OrderId.Of(wish.Id);
        var placed = new OrderPlaced(id, context.Caller().Customer, request.Lines, request.CallbackUrl);
        var problem = await publisher.PublishAsync(
            OutgoingEvent.Of(EventContracts.OrderPlaced, id.Value, OrderStatus.Placed.Rank(), placed),
            EventIds.Derive(Function.Name, EventContracts.OrderPlaced.Type, id.Value),
            wish,
            $"Look for it at {PathOf(id)} before you send it again: without an Idempotency-Key that would be another order.");
        if (problem is not null)
        {
            return problem with { OrderId = id.Value };
        }
        context.Response.Headers.Location = PathOf(id);
        var settled = await WaitAsync(context, orders, clock, id, order => order.Status != OrderStatus.Placed);
        return settled is null
            ? Answer(OrderBody.Placed(id, request.Lines, wish.Time), StatusCodes.Status202Accepted)
            : Answer(OrderBody.Of(settled), StatusCodes.Status201Created);
    }

    public static async Task<IResult> CancelAsync(
        string id, HttpContext context, IdempotencyKeys keys, CommandPublisher publisher, OrderReader orders,
        TimeProvider clock)
    {
        var body = await JsonBody.ReadAsync(context, required: false);
        if ((body.Problem ?? CheckEmpty(body.Utf8Json)) is { } invalid)
        {
            return invalid;
        }
        if (!OrderId.TryParse(id, out var order))
        {
            return Unknown();
        }
        var customer = context.Caller().Customer;
        var known = await orders.FindAsync(order, customer, context.RequestAborted);
        if (known is null && (!orders.IsYoungerThan(order, _unseen) || await orders.ExistsAsync(order, context.RequestAborted)))
        {
            return Unknown();
        }
        var claim = await keys.ClaimAsync(context, CancelRoute, Encoding.UTF8.GetBytes(order.Value));
        if (claim.Wish is not { } wish)
        {
            return claim.Problem!;
        }
        // Cancelling twice is cancelling once, so the id needs no key to be the same.
        var problem = await publisher.PublishAsync(
            OutgoingEvent.Of(
                EventContracts.OrderCancellationRequested, order.Value, null, new OrderCancellationRequested(order, customer)),
            EventIds.Derive(Function.Name, EventContracts.OrderCancellationRequested.Type, order.Value, customer.Value),
            wish,
            "Send it again: an order that is cancelled twice is cancelled once.");
        if (problem is not null)
        {
            return problem;
        }
        context.Response.Headers.Location = PathOf(order);
        var cancelled = await WaitAsync(context, orders, clock, order, seen => seen.Status == OrderStatus.Cancelled);
        return cancelled is not null ? Answer(OrderBody.Of(cancelled), StatusCodes.Status200OK)
            : known is not null ? Answer(OrderBody.Of(known), StatusCodes.Status202Accepted)
            : TypedResults.StatusCode(StatusCodes.Status202Accepted);
    }

    public static Problem Unknown() => Problem.Of(ProblemTypes.NotFound, "You have no order of this id.");

    private static string PathOf(OrderId id) => "/v1/orders/" + id.Value;

    private static JsonHttpResult<OrderBody> Answer(OrderBody order, int status) =>
        TypedResults.Json(order, ApiJson.Default.OrderBody, statusCode: status);

    private static Problem? CheckEmpty(ReadOnlyMemory<byte> utf8Json) =>
        utf8Json.IsEmpty ? null : Validation.CheckMembers(utf8Json.Span, _noMembers);

    // What was promised stays promised where the read model cannot be read: then nobody waits for it.
    private static async Task<OrderView?> WaitAsync(
        HttpContext context, OrderReader orders, TimeProvider clock, OrderId id, Predicate<OrderView> wanted)
    {
        var preferences = Preferences.Of(context.Request);
        preferences.Announce(context.Response);
        if (preferences.WaitSeconds is not { } seconds)
        {
            return null;
        }
        var limit = TimeSpan.FromSeconds(seconds);
        // Also ends a look at the read model that takes longer than there is time left.
        using var deadline = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, deadline.Token);
        try
        {
            var order = await orders.WaitAsync(id, wanted, limit, either.Token);
            return order is not null && wanted(order) ? order : null;
        }
        catch (Exception trouble) when (
            trouble is DocumentStoreException
            || (trouble is OperationCanceledException && !context.RequestAborted.IsCancellationRequested))
        {
            return null;
        }
    }
}
