using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Shop.Api.Http;
using Shop.Api.Identity;

namespace Shop.Api.Streams;

/// <summary>
/// Keeps streams open, as many as a caller may have and as long as one may last. Whoever wants to read on
/// after that comes back with <c>Last-Event-ID</c>, as browsers do by themselves.
/// </summary>
internal sealed class EventStreams(
    TimeProvider clock, IHostApplicationLifetime host, ILogger<EventStreams> logger)
{
    /// <summary>
    /// Shorter than the function's timeout (60 s), at which the request would be cut off in the middle of a
    /// word.
    /// </summary>
    public static TimeSpan LifetimeMax { get; } = TimeSpan.FromSeconds(50);

    private const int RetryAfterSeconds = 5;

    private readonly StreamSlots _slots = new();

    public async Task RunAsync(HttpContext context, Streamed streamed)
    {
        using var slot = _slots.TryTake(context.Caller().Customer);
        if (slot is null)
        {
            await (Problem.Of(
                ProblemTypes.TooManyStreams,
                $"Each instance of the API keeps at most {StreamSlots.PerCallerMax} streams of one caller open.")
                with { RetryAfterSeconds = RetryAfterSeconds }).ExecuteAsync(context);
            return;
        }
        var place = StreamPlace.Of(context.Request);
        // What fails here, before anything was sent, is answered as anywhere else.
        var first = await streamed.ReadAsync(place.Cursor, context.RequestAborted);
        if (first is null)
        {
            await streamed.Unknown.ExecuteAsync(context);
        }
        else if (place.SawEnd && first is { News: [], IsSettled: true } && first.Now.Id == place.Cursor)
        {
            // There is nothing more to come, and 204 is what keeps a browser from asking again and again.
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        else
        {
            await StreamAsync(context, streamed, first);
        }
    }

    private async Task StreamAsync(HttpContext context, Streamed streamed, StreamState first)
    {
        using var deadline = new CancellationTokenSource(LifetimeMax, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            deadline.Token, host.ApplicationStopping, context.RequestAborted);
        var writer = new EventStreamWriter(context.Response);
        try
        {
            await writer.BeginAsync(end.Token);
            if (!Methods.IsHead(context))
            {
                await new EventStream(streamed, writer, clock, logger).RunAsync(first, end.Token);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The caller has gone, the time is up, or the process ends: each ends the stream, and none is a
            // fault. Every event was sent whole, or its reader will ask for it again.
        }
    }
}
