using System.Threading.Channels;
using Shop.Testing;

namespace Shop.Api.Tests.Streams;

/// <summary>Time that stands still until a stream that waits to look again is let go on.</summary>
internal sealed class PollClock : TimeProvider
{
    // What is longer is a deadline and not a pause.
    private static readonly TimeSpan _pauseMax = TimeSpan.FromSeconds(2);

    // A stream that never looks again would hang the tests for ever.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);

    private readonly FakeClock _clock = new();
    private readonly Channel<Pause> _pauses = Channel.CreateUnbounded<Pause>();

    public override long TimestampFrequency => _clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _clock.GetUtcNow();

    public override long GetTimestamp() => _clock.GetTimestamp();

    public override ITimer CreateTimer(
        TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > _pauseMax || dueTime < TimeSpan.Zero)
        {
            return _clock.CreateTimer(callback, state, dueTime, period);
        }
        var pause = new Pause(dueTime, () => callback(state));
        _pauses.Writer.TryWrite(pause);
        return pause;
    }

    /// <summary>The next pause that a stream makes, or has been making already.</summary>
    public async Task<Pause> NextAsync()
    {
        using var patience = new CancellationTokenSource(_patience);
        return await _pauses.Reader.ReadAsync(patience.Token);
    }

    /// <summary>Lets the next pause pass.</summary>
    /// <returns>How long it was.</returns>
    public async Task<TimeSpan> PassAsync()
    {
        var pause = await NextAsync();
        _clock.Advance(pause.Length);
        pause.End();
        return pause.Length;
    }

    internal sealed class Pause(TimeSpan length, Action end) : ITimer
    {
        private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TimeSpan Length => length;

        /// <summary>Completed when nobody waits for it any more.</summary>
        public Task Over => _over.Task;

        public void End()
        {
            if (!_over.Task.IsCompleted)
            {
                end();
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => _over.TrySetResult();

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
