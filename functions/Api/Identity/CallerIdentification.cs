using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Shop.Api.Http;
using Shop.Contracts;

namespace Shop.Api.Identity;

/// <summary>
/// Finds out who calls, where the endpoint wants to know. Turning callers away comes later, after the rate limit:
/// otherwise whoever guesses tokens could do so without one.
/// </summary>
internal sealed class CallerIdentification(RequestDelegate next, ApiOptions options, TokenVerifier verifier)
{
    /// <summary>Where nobody is verified, a request may say who it plays.</summary>
    public const string LocalCustomerHeader = "X-Local-Customer";

    private const string Scheme = "Bearer ";

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<CallerRequirement>() is not null)
        {
            context.Features.Set(options.Identity.Tokens is null
                ? Local(context.Request)
                : await VerifiedAsync(context));
        }
        await next(context);
    }

    private Identification Local(HttpRequest request)
    {
        var header = request.Headers[LocalCustomerHeader];
        return header.Count == 0 ? Known(IdentityOptions.LocalCustomer)
            : CustomerId.TryParse(header.ToString(), out var customer) ? Known(customer)
            : Identification.Failed(Problem.Of(
                ProblemTypes.Unauthenticated,
                $"{LocalCustomerHeader} is not 1 to 128 printable ASCII characters without % and \"."));
    }

    private async Task<Identification> VerifiedAsync(HttpContext context)
    {
        var header = context.Request.Headers.Authorization;
        if (header.Count == 0)
        {
            return Refused(context, "", "Send an OpenID Connect ID token: Authorization: Bearer <token>.");
        }
        if (header.Count > 1 || !header.ToString().StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return Refused(
                context, ", error=\"invalid_request\"", "The Authorization header must be: Bearer <token>, once.");
        }
        var verdict = await verifier.VerifyAsync(header.ToString()[Scheme.Length..].Trim(), context.RequestAborted);
        return verdict switch
        {
            TokenVerdict.Valid valid => Known(valid.Subject),
            TokenVerdict.Invalid invalid => Refused(
                context, $", error=\"invalid_token\", error_description=\"{invalid.Reason}\"", invalid.Reason),
            _ => Identification.Failed(Problem.Of(
                ProblemTypes.Unavailable, "Whether the token is genuine cannot be told at the moment. Try again soon.")
                with { RetryAfterSeconds = TokenVerifier.RetryAfterSeconds, TraceId = Traces.Current }),
        };
    }

    private Identification Known(CustomerId customer) =>
        Identification.Of(new Caller(customer, options.Identity.Operators.Contains(customer)));

    private static Identification Refused(HttpContext context, string error, string detail)
    {
        context.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer realm=\"shop\"" + error;
        return Identification.Failed(Problem.Of(ProblemTypes.Unauthenticated, detail));
    }
}
