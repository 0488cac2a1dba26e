using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using Shop.Api.Documentation;
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
                ProblemTypes.MalformedJson, ProblemTypes.BodyTooLarge, ProblemTypes.EventTooLarge,
                ProblemTypes.UnsupportedMediaType, ProblemTypes.ValidationFailed, ProblemTypes.OutcomeUnknown)
            .TakesKey().TakesWait()
            .WithRequestTimeout(_commandTimeout);

        orders.MapGet("", OrderReads.ListAsync)
            .WithName("listOrders")
            .WithSummary("Lists the caller's orders, newest first.")
            .Produces<OrderPageBody>()
            .TakesPages().HasEntityTag();

        orders.MapGet("/{id}", OrderReads.GetAsync)
            .WithName("getOrder")
            .WithSummary("Shows an order.")
            .WithDescription("An order that was placed seconds ago is waited for a moment.")
            .Produces<OrderBody>()
            .ProducesProblems(ProblemTypes.NotFound)
            .HasEntityTag();

        orders.MapGet("/{id}/events", OrderReads.EventsAsync)
            .WithName("listOrderEvents")
            .WithSummary("Shows what happened to an order.")
            .Produces<OrderEventsBody>()
            .ProducesProblems(ProblemTypes.NotFound)
            .HasEntityTag();

        orders.MapPost("/{id}/cancel", OrderCommands.CancelAsync)
            .WithName("cancelOrder")
            .WithSummary("Asks that an order be cancelled.")
            .WithDescription(
                "Has no body. Asking twice is asking once. With Prefer: wait=N it answers 200 with the cancelled order, "
                + "where that is known within N seconds. An order so new that it cannot be shown yet is answered 202 "
                + "without content.")
            .Produces<OrderBody>(StatusCodes.Status202Accepted)
            .Produces<OrderBody>(StatusCodes.Status200OK)
            .ProducesProblems(
                ProblemTypes.MalformedJson, ProblemTypes.NotFound, ProblemTypes.BodyTooLarge,
                ProblemTypes.UnsupportedMediaType, ProblemTypes.ValidationFailed, ProblemTypes.OutcomeUnknown)
            .AddOpenApiOperationTransformer(AnswerMayBeEmpty)
            .TakesKey().TakesWait()
            .WithRequestTimeout(_commandTimeout);
    }

    private static Task AnswerMayBeEmpty(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (operation.Responses?["202"] is OpenApiResponse accepted)
        {
            (accepted.Extensions ??= new Dictionary<string, IOpenApiExtension>())[AnswerDescription.MayBeEmptyExtension] =
                new JsonNodeExtension(JsonValue.Create(true));
        }
        return Task.CompletedTask;
    }
}
