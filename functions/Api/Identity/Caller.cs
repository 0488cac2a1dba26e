using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Shop.Api.Http;
using Shop.Contracts;

namespace Shop.Api.Identity;

/// <summary>Who sends a request.</summary>
/// <param name="Customer">The subject of the token.</param>
/// <param name="IsOperator">Whether it is one of <c>OPERATORS</c>.</param>
internal sealed record Caller(CustomerId Customer, bool IsOperator);

/// <summary>Says of an endpoint that it wants to know who calls.</summary>
/// <param name="OperatorsOnly">Whether only operators may.</param>
internal sealed record CallerRequirement(bool OperatorsOnly);

/// <summary>What a request says about who sends it; one of the two is there.</summary>
/// <param name="Caller">Who it is.</param>
/// <param name="Problem">Why that is not known.</param>
internal sealed record Identification(Caller? Caller, Problem? Problem)
{
    public static Identification Of(Caller caller) => new(caller, null);

    public static Identification Failed(Problem problem) => new(null, problem);
}

internal static class Callers
{
    /// <summary>The endpoint is for callers who say who they are.</summary>
    public static TBuilder RequireCaller<TBuilder>(this TBuilder builder, bool operatorsOnly = false)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new CallerRequirement(operatorsOnly));

    /// <summary>Who calls; known in every endpoint that requires it.</summary>
    /// <exception cref="InvalidOperationException">The endpoint does not require a caller: a bug.</exception>
    public static Caller Caller(this HttpContext context) =>
        context.Features.Get<Identification>()?.Caller
        ?? throw new InvalidOperationException("The endpoint does not require a caller.");
}
