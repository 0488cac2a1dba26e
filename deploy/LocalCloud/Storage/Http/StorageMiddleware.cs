namespace Shop.LocalCloud.Storage.Http;

/// <summary>Answers requests for Cloud Storage, and passes on all others.</summary>
internal sealed partial class StorageMiddleware(
    RequestDelegate next, StorageRouter router, ILogger<StorageMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!await TryAnswerAsync(context))
        {
            // Outside the try: the faults of others are theirs to answer.
            await next(context);
        }
    }

    private async Task<bool> TryAnswerAsync(HttpContext context)
    {
        try
        {
            if (Route(context) is not { } answered)
            {
                return false;
            }
            await answered;
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
        catch (IOException fault) when (
            !context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            LogDiskFault(fault);
            await Answers.WriteErrorAsync(
                context, new RefusedRequestException(503, "backendError", fault.Message));
        }
        return true;
    }

    private Task? Route(HttpContext context)
    {
        CrossOrigin.Allow(context);
        if (CrossOrigin.IsPreflight(context.Request))
        {
            return CrossOrigin.AnswerPreflight(context);
        }
        return router.Route(context);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "A storage request could not be read: {Reason}")]
    private partial void LogUnreadable(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The disk failed a storage request")]
    private partial void LogDiskFault(Exception fault);
}
