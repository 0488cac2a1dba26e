using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Shop.Eventing.Receiving;

/// <summary>
/// What passes by itself (a store, a topic or a receiver that does not answer, a race lost too often) is told in one
/// line and answered 503, so that the event comes again. Anything else is a bug: it goes on to the framework, which logs
/// it with its stack and answers 500.
/// </summary>
internal sealed partial class PassingFaults(RequestDelegate next, ILogger<PassingFaults> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception fault) when (Passes(fault) && !context.Response.HasStarted)
        {
            ComesAgain(AttributeText.Sentence(fault.Message), fault.GetType().Name);
            context.Response.StatusCode = (int)HttpStatusCode.ServiceUnavailable;
        }
    }

    private static bool Passes(Exception fault) => fault
        is IOException or RpcException or HttpRequestException or TimeoutException or OperationCanceledException;

    [LoggerMessage(1, LogLevel.Warning, "Not handled, comes again: {Message} ({Fault})")]
    private partial void ComesAgain(string message, string fault);
}
