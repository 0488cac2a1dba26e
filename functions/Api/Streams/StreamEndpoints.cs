using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using Shop.Api.Http;
using Shop.Api.Identity;
using Shop.Api.Images;
using Shop.Api.Orders;
using Shop.Contracts;

namespace Shop.Api.Streams;

/// <summary>Routes that are read along, by server-sent events.</summary>
internal static class StreamEndpoints
{
    private const string Manners =
        " An `end` event, with the same data, follows when it is settled, and the stream ends; so it does after "
        + "50 seconds in any case. To read on, ask again with the last id as Last-Event-ID; after an `end` that "
        + "is answered 204 while nothing is new.";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/v1/orders/{id}/stream", OrderAsync)
            .WithTags("Orders")
            .WithName("streamOrder")
            .WithSummary("Tells what happens to an order, as it happens.")
            .WithDescription(
                "A `timeline` event for each thing that happens, as listOrderEvents shows it, and after it an "
                + "`order` event with the order. An entry that arrives late makes all entries come again: know "
                + "them by source and eventId. A confirmed order counts as settled, though it may still become "
                + "cancelled." + Manners)
            .IsStream(("timeline", nameof(OrderEventBody)), ("order", nameof(OrderBody)), ("end", nameof(OrderBody)));

        endpoints.MapGet("/v1/images/{id}/stream", ImageAsync)
            .WithTags("Images")
            .WithName("streamImage")
            .WithSummary("Tells what becomes of an image, as soon as it is known.")
            .WithDescription(
                "An `image` event with the image at the beginning and when its status changes." + Manners)
            .AddOpenApiOperationTransformer(ImageDescription.DescribePathAsync)
            .IsStream(("image", nameof(ImageBody)), ("end", nameof(ImageBody)));
    }

    private static Task OrderAsync(
        string id, HttpContext context, OrderReader orders, EventStreams streams, TimeProvider clock) =>
        OrderId.TryParse(id, out var order)
            ? streams.RunAsync(context, OrderStream.Of(order, context.Caller().Customer, orders, clock))
            : OrderCommands.Unknown().ExecuteAsync(context);

    private static Task ImageAsync(
        string id, HttpContext context, ImageReader images, EventStreams streams) =>
        ImageId.TryParse(id, out var image)
            ? streams.RunAsync(context, ImageStream.Of(image, context.Caller().Customer, images))
            : ImageReads.Unknown().ExecuteAsync(context);

    private static void IsStream(this RouteHandlerBuilder builder, params (string Event, string Schema)[] events) => builder
        .RequireCaller()
        .Produces<string>(StatusCodes.Status200OK, EventStreamWriter.MediaType)
        .Produces(StatusCodes.Status204NoContent)
        .ProducesProblems(ProblemTypes.NotFound, ProblemTypes.TooManyStreams)
        .AddOpenApiOperationTransformer((operation, _, _) => DescribeAsync(operation, events))
        .DisableRequestTimeout();

    private static Task DescribeAsync(OpenApiOperation operation, (string Event, string Schema)[] events)
    {
        // OpenAPI 3.1 knows a stream as one long text; this says what is in it. The schemas are those of other operations.
        var stream = (OpenApiResponse)operation.Responses!["200"];
        stream.Description = "Events, as they happen.";
        operation.Responses["204"].Description = "Nothing is new since the end that Last-Event-ID names.";
        var content = stream.Content![EventStreamWriter.MediaType];
        (content.Extensions ??= new Dictionary<string, IOpenApiExtension>())["x-events"] = new JsonNodeExtension(
            new JsonObject(events.Select(one => KeyValuePair.Create(
                one.Event, (JsonNode?)new JsonObject { ["$ref"] = "#/components/schemas/" + one.Schema }))));
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = StreamPlace.Header,
            In = ParameterLocation.Header,
            Description = "Id of the last event that was read; what came before is not told again.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
        return Task.CompletedTask;
    }
}
