using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using Shop.Documents;

namespace Shop.Api.Http;

/// <summary>
/// Turns what was thrown, and statuses that were set without a word, into problems. What went wrong inside is written
/// to the log; the caller gets a sentence and a trace id.
/// </summary>
internal sealed class ProblemAnswers(RequestDelegate next, ILogger<ProblemAnswers> logger)
{
    // Firestore and Pub/Sub were retried already; sooner would only add to the trouble.
    private const int RetryAfterSeconds = 5;

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; there is nobody to answer.
            return;
        }
        catch (Exception fault) when (context.Response.HasStarted)
        {
            // The answer is cut off, which tells the caller; the server's own word for it is not in the log.
            logger.CutOff(fault, context.Request.Method, Route(context));
            throw;
        }
        catch (Exception fault)
        {
            await AnswerAsync(context, OfFault(context, fault));
            return;
        }
        if (!context.Response.HasStarted && context.Response is { StatusCode: >= 400, ContentType: null, ContentLength: null or 0 })
        {
            await AnswerAsync(context, OfStatus(context));
        }
    }

    private static async Task AnswerAsync(HttpContext context, Problem problem)
    {
        // What was set for an answer that will not be given (ETag, Location) must not describe this one.
        var allow = context.Response.Headers.Allow;
        foreach (var name in (string[])[HeaderNames.ETag, HeaderNames.Location, HeaderNames.ContentLength, "Preference-Applied"])
        {
            context.Response.Headers.Remove(name);
        }
        context.Response.Headers.Allow = allow;
        await problem.ExecuteAsync(context);
    }

    private Problem OfFault(HttpContext context, Exception fault)
    {
        switch (fault)
        {
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return Problem.Of(ProblemTypes.BodyTooLarge, RequestLimits.BodyTooLarge);
            case BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout }:
                return Problem.Of(ProblemTypes.RequestTimeout, "The body came too slowly, or stopped coming.");
            case BadHttpRequestException:
                return Problem.Of(ProblemTypes.BadRequest, "The request ends early or breaks the rules of HTTP.");
            case DocumentStoreException or RpcException or HttpRequestException or TimeoutException or OperationCanceledException:
                logger.Unavailable(fault, context.Request.Method, Route(context));
                return Problem.Of(ProblemTypes.Unavailable, "A service that the API needs does not answer. Try again soon.")
                    with { RetryAfterSeconds = RetryAfterSeconds, TraceId = Traces.Current };
            default:
                logger.Broken(fault, context.Request.Method, Route(context));
                return Problem.Of(ProblemTypes.InternalError, "It is in the log, under the trace id, and will be looked at.")
                    with { TraceId = Traces.Current };
        }
    }

    private static Problem OfStatus(HttpContext context)
    {
        var (status, request) = (context.Response.StatusCode, context.Request);
        return ProblemTypes.OfStatus(status) is { } type
            ? Problem.Of(type, Detail(type, context)) with
            {
                RetryAfterSeconds = status is 503 or 504 ? RetryAfterSeconds : null,
            }
            : new Problem("about:blank", $"HTTP status {status}", status, $"{request.Method} was not done.");
    }

    private static string Detail(ProblemType type, HttpContext context) =>
        type == ProblemTypes.MethodNotAllowed ? $"Allowed here: {context.Response.Headers.Allow}."
        : type == ProblemTypes.NotFound ? "Nothing answers this path. GET /openapi/v1.json lists the paths that there are."
        : type == ProblemTypes.UnsupportedMediaType ? RequestLimits.OnlyJson
        : type == ProblemTypes.BodyTooLarge ? RequestLimits.BodyTooLarge
        : type.Title;

    // The pattern and not the path: what a caller wrote there is no text for a log.
    private static string Route(HttpContext context) => context.GetEndpoint()?.DisplayName ?? "no route";
}
