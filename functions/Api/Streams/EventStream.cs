using Microsoft.Extensions.Logging;
using Shop.Documents;

namespace Shop.Api.Streams;

/// <summary>
/// Reads the read model again and again, less and less often while nothing happens, and says what is new.
/// Firestore could tell by itself, by a protocol that keeps a connection per reader: a read every two seconds
/// is cheaper than the client library for it.
/// </summary>
internal sealed class EventStream(
    Streamed streamed, EventStreamWriter writer, TimeProvider clock, ILogger logger)
{
    private const string End = "end";

    private static readonly TimeSpan _delayMin = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan _delayMax = TimeSpan.FromSeconds(2);

    // Proxies and browsers give up connections that are silent for 30 seconds or more.
    private static readonly TimeSpan _heartbeat = TimeSpan.FromSeconds(15);

    private long _lastWrite = clock.GetTimestamp();
    private ReadOnlyMemory<byte> _shown;

    /// <param name="first">How it looks at the beginning.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public async Task RunAsync(StreamState first, CancellationToken cancellationToken)
    {
        var delay = _delayMin;
        for (var state = first; state is not null; state = await ReadAsync(state, cancellationToken))
        {
            var isNew = await TellAsync(state, cancellationToken);
            if (state.IsSettled)
            {
                await writer.WriteAsync(
                    new StreamEvent(End, StreamPlace.EndOf(state.Now.Id), state.Now.Json), cancellationToken);
                return;
            }
            delay = isNew ? _delayMin : delay * 2 < _delayMax ? delay * 2 : _delayMax;
            await WaitAsync(delay, cancellationToken);
        }
    }

    /// <returns>
    /// Whether there was anything to tell. On each connection, how it stands is told once at least.
    /// </returns>
    private async Task<bool> TellAsync(StreamState state, CancellationToken cancellationToken)
    {
        if (state.News.Count == 0 && state.Now.Json.Span.SequenceEqual(_shown.Span))
        {
            return false;
        }
        foreach (var news in state.News.Append(state.Now))
        {
            await writer.WriteAsync(news, cancellationToken);
        }
        _lastWrite = clock.GetTimestamp();
        _shown = state.Now.Json;
        return true;
    }

    private async Task WaitAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        var silence = clock.GetElapsedTime(_lastWrite);
        if (silence >= _heartbeat)
        {
            await writer.WriteCommentAsync("heartbeat", cancellationToken);
            _lastWrite = clock.GetTimestamp();
            silence = TimeSpan.Zero;
        }
        var rest = _heartbeat - silence;
        await Task.Delay(delay < rest ? delay : rest, clock, cancellationToken);
    }

    private async Task<StreamState?> ReadAsync(StreamState last, CancellationToken cancellationToken)
    {
        try
        {
            return await streamed.ReadAsync(last.Now.Id, cancellationToken);
        }
        catch (DocumentStoreException fault)
        {
            // It passes, or the stream ends when its time is up; to end it now would only bring its reader
            // back at once.
            logger.StreamDisturbed(fault);
            return last with { News = [] };
        }
    }
}

internal static partial class StreamLog
{
    [LoggerMessage(41, LogLevel.Warning, "The read model cannot be read; a stream waits")]
    public static partial void StreamDisturbed(this ILogger logger, Exception fault);
}
