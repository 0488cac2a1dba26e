using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Shop.LocalCloud.Storage.Http;

/// <summary>Answers requests for Cloud Storage, and passes on all others.</summary>
internal sealed partial class StorageMiddleware(
    RequestDelegate next, StorageRouter router, ILogger<StorageMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            var answered = RouteOrPreflight(context);
            await (answered ?? next(context));
        }
        catch (RefusedRequestException refusal) when (!context.Response.HasStarted)
        {
            await Answers.WriteErrorAsync(context, refusal);
        }
        catch (OperationCanceledException)
        {
            // The client has gone, or came back on another connection to go on with its upload.
            context.Abort();
        }
        catch (BadHttpRequestException fault) when (!context.Response.HasStarted)
        {
            LogUnreadable(fault.Message);
            await Answers.WriteErrorAsync(
                context, new RefusedRequestException(fault.StatusCode, "badRequest", fault.Message));
        }
        catch (InvalidDataException fault) when (!context.Response.HasStarted)
        {
            await Answers.WriteErrorAsync(
                context, RefusedRequestException.Invalid("The body is not gzip: " + fault.Message));
        }
        catch (IOException fault) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            LogDiskFault(fault);
            await Answers.WriteErrorAsync(context, new RefusedRequestException(503, "backendError", fault.Message));
        }
    }

    private Task? RouteOrPreflight(HttpContext context)
    {
        CrossOrigin.Allow(context);
        if (CrossOrigin.IsPreflight(context.Request))
        {
            return CrossOrigin.AnswerPreflight(context);
        }
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            // Objects may have any size; every other body that is read has a limit of its own.
            size.MaxRequestBodySize = null;
        }
        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }
        return router.Route(context);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "A storage request could not be read: {Reason}")]
    private partial void LogUnreadable(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The disk failed a storage request")]
    private partial void LogDiskFault(Exception fault);
}
