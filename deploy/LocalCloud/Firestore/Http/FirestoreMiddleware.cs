using System.Text.Json;

namespace Shop.LocalCloud.Firestore.Http;

/// <summary>Answers requests for Firestore, and passes on all others.</summary>
internal sealed partial class FirestoreMiddleware(
    RequestDelegate next, FirestoreRouter router, ILogger<FirestoreMiddleware> logger)
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
            if (router.Route(context) is not { } answered)
            {
                return false;
            }
            await answered;
        }
        catch (FirestoreRefusal refusal) when (!context.Response.HasStarted)
        {
            await Answers.WriteErrorAsync(context, refusal);
        }
        catch (JsonException fault) when (!context.Response.HasStarted)
        {
            await Answers.WriteErrorAsync(
                context, FirestoreRefusal.Invalid("The body is not the JSON that was expected: " + fault.Message));
        }
        catch (OperationCanceledException)
        {
            // The client has gone.
            context.Abort();
        }
        catch (BadHttpRequestException fault) when (!context.Response.HasStarted)
        {
            await Answers.WriteErrorAsync(context, RequestBody.Refusal(fault));
        }
        catch (IOException fault) when (
            !context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            LogDiskFault(fault);
            await Answers.WriteErrorAsync(context, FirestoreRefusal.Unavailable(fault.Message));
        }
        return true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The disk failed a Firestore request")]
    private partial void LogDiskFault(Exception fault);
}
