using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Shop.Api.Http;
using Shop.Api.Identity;

namespace Shop.Api.Inventory;

/// <summary>Routes of stock.</summary>
internal static class InventoryEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var inventory = endpoints.MapGroup("/v1/inventory").WithTags("Inventory");

        inventory.MapGet("", InventoryReads.ListAsync)
            .RequireCaller()
            .WithName("listStock")
            .WithSummary("Lists what there is, by SKU.")
            .Produces<StockPageBody>()
            .TakesPages().HasEntityTag();

        inventory.MapGet("/{sku}", InventoryReads.GetAsync)
            .RequireCaller()
            .WithName("getStock")
            .WithSummary("Shows how much there is of a SKU.")
            .Produces<StockBody>()
            .ProducesProblems(ProblemTypes.NotFound)
            .HasEntityTag();

        inventory.MapPost("/{sku}/restock", InventoryCommands.RestockAsync)
            .RequireCaller(operatorsOnly: true)
            .WithName("restock")
            .WithSummary("Adds goods that came in to the stock.")
            .WithDescription("For operators. A SKU that nobody has ever stocked comes into being by it.")
            .Accepts<RestockRequest>("application/json")
            .Produces<RestockBody>(StatusCodes.Status202Accepted)
            .ProducesProblems(
                ProblemTypes.MalformedJson, ProblemTypes.OperatorsOnly, ProblemTypes.NotFound, ProblemTypes.BodyTooLarge,
                ProblemTypes.UnsupportedMediaType, ProblemTypes.ValidationFailed, ProblemTypes.OutcomeUnknown)
            .TakesKey();
    }
}
