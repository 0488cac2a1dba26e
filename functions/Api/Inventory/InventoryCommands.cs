using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Shop.Api.Commands;
using Shop.Api.Http;
using Shop.Contracts;
using Shop.Eventing;

namespace Shop.Api.Inventory;

/// <summary>What an operator may ask for.</summary>
internal static class InventoryCommands
{
    private const string RestockRoute = "POST /v1/inventory/{sku}/restock";

    private static readonly Dictionary<string, string[]> _members = new(StringComparer.Ordinal) { ["quantity"] = [] };

    public static async Task<IResult> RestockAsync(
        string sku, HttpContext context, IdempotencyKeys keys, CommandPublisher publisher)
    {
        var body = await JsonBody.ReadAsync(context);
        if ((body.Problem ?? Validation.Check(
            EventContracts.InventoryRestocked, body.Utf8Json.Span, _members, "sku")) is { } invalid)
        {
            return invalid;
        }
        if (!Sku.TryParse(sku, out var what))
        {
            return Unknown();
        }
        var quantity = JsonSerializer.Deserialize(body.Utf8Json.Span, ApiJson.Default.RestockRequest)!.Quantity;
        var restocked = new InventoryRestocked(what, quantity);
        var claim = await keys.ClaimAsync(context, RestockRoute, EventContracts.InventoryRestocked.Encode(restocked));
        if (claim.Wish is not { } wish)
        {
            return claim.Problem!;
        }
        var problem = await publisher.PublishAsync(
            OutgoingEvent.Of(EventContracts.InventoryRestocked, what.Value, null, restocked),
            EventIds.Derive(Function.Name, EventContracts.InventoryRestocked.Type, wish.Id.ToString()),
            wish,
            $"Look at {PathOf(what)} before you send it again: without an Idempotency-Key it would be added twice.");
        if (problem is not null)
        {
            return problem;
        }
        context.Response.Headers.Location = PathOf(what);
        return TypedResults.Json(
            new RestockBody(what, quantity), ApiJson.Default.RestockBody, statusCode: StatusCodes.Status202Accepted);
    }

    public static Problem Unknown() => Problem.Of(
        ProblemTypes.NotFound,
        "No such SKU. A SKU is 1 to 64 lower-case letters, digits, '-', '_' and '.', the first a letter or digit.");

    private static string PathOf(Sku sku) => "/v1/inventory/" + sku.Value;
}
