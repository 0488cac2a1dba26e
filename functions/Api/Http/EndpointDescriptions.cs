using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Shop.Api.Http;

/// <summary>Says of an endpoint that it takes an <c>Idempotency-Key</c>.</summary>
internal sealed record TakesIdempotencyKey;

/// <summary>Says of an endpoint that it honours <c>Prefer: wait</c>.</summary>
internal sealed record TakesPreferWait;

/// <summary>Says of an endpoint that it lists by pages; see <see cref="Paging"/>.</summary>
internal sealed record TakesPages;

/// <summary>Says of an endpoint that it answers with an ETag; see <see cref="EtaggedJson{T}"/>.</summary>
internal sealed record HasEntityTag;

/// <summary>What endpoints say about themselves, for the OpenAPI document.</summary>
internal static class EndpointDescriptions
{
    /// <summary>Problems of this endpoint, beside those that every endpoint may answer.</summary>
    public static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder builder, params ProblemType[] types)
    {
        foreach (var status in types.Select(type => type.Status).Distinct())
        {
            builder.Produces<Problem>(status, Problem.MediaType);
        }
        return builder.WithMetadata([.. types]);
    }

    public static RouteHandlerBuilder TakesKey(this RouteHandlerBuilder builder) => builder
        .WithMetadata(new TakesIdempotencyKey())
        .ProducesProblems(ProblemTypes.InvalidIdempotencyKey, ProblemTypes.IdempotencyKeyReused);

    public static RouteHandlerBuilder TakesWait(this RouteHandlerBuilder builder) =>
        builder.WithMetadata(new TakesPreferWait());

    public static RouteHandlerBuilder TakesPages(this RouteHandlerBuilder builder) => builder
        .WithMetadata(new TakesPages())
        .ProducesProblems(ProblemTypes.InvalidParameter, ProblemTypes.InvalidPageToken);

    public static RouteHandlerBuilder HasEntityTag(this RouteHandlerBuilder builder) => builder
        .WithMetadata(new HasEntityTag())
        .Produces(StatusCodes.Status304NotModified);
}
