using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Shop.Api.Http;
using Shop.Api.Identity;

namespace Shop.Api.Orders;

/// <summary>Routes of orders.</summary>
internal static class OrderEndpoints
{
    // Waiting for an outcome as long as a caller may wish, and answering.
    private static readonly TimeSpan _commandTimeout = TimeSpan.FromSeconds(Preferences.WaitSecondsMax + 30);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var orders = endpoints.MapGroup("/v1/orders").WithTags("Orders").RequireCaller();

        orders.MapPost("", OrderCommands.PlaceAsync)
            .WithName("placeOrder")
            .WithSummary("Places an order.")
            .WithDescription(
                "Answers 202 once the order is stored for good; it is decided a moment later. With Prefer: wait=N it "
                + "answers 201 with the decision, where that is known within N seconds.")
            .Accepts<OrderRequest>("application/json")
            .Produces<OrderBody>(StatusCodes.Status202Accepted)
            .Produces<OrderBody>(StatusCodes.Status201Created)
            .ProducesProblems(
                ProblemTypes.MalformedJson, ProblemTypes.BodyTooLarge, ProblemTypes.UnsupportedMediaType,
                ProblemTypes.ValidationFailed, ProblemTypes.OutcomeUnknown)
            .TakesKey().TakesWait()
            .WithRequestTimeout(_commandTimeout);

        orders.MapPost("/{id}/cancel", OrderCommands.CancelAsync)
            .WithName("cancelOrder")
            .WithSummary("Asks that an order be cancelled.")
            .WithDescription(
                "Has no body. Asking twice is asking once. With Prefer: wait=N it answers 200 with the cancelled order, "
                + "where that is known within N seconds.")
            .Produces<OrderBody>(StatusCodes.Status202Accepted)
            .Produces<OrderBody>(StatusCodes.Status200OK)
            .ProducesProblems(ProblemTypes.NotFound, ProblemTypes.ValidationFailed, ProblemTypes.OutcomeUnknown)
            .TakesKey().TakesWait()
            .WithRequestTimeout(_commandTimeout);
    }
}
