using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Shop.Api.Http;

namespace Shop.Api.Identity;

/// <summary>Turns away who may not call the endpoint.</summary>
internal sealed class CallerEnforcement(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<CallerRequirement>() is not { } requirement)
        {
            return next(context);
        }
        var identification = context.Features.GetRequiredFeature<Identification>();
        return identification.Problem is { } problem ? problem.ExecuteAsync(context)
            : requirement.OperatorsOnly && identification.Caller is { IsOperator: false }
                ? Problem.Of(ProblemTypes.OperatorsOnly, "The caller is not among OPERATORS.").ExecuteAsync(context)
            : next(context);
    }
}
