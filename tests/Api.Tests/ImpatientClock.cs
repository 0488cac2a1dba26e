using Shop.Testing;

namespace Shop.Api.Tests;

/// <summary>
/// Time that jumps over short waits instead of letting them pass: whoever wants to look again in 50 ms looks again at
/// once, 50 ms later. Deadlines stay where they are until time is moved past them.
/// </summary>
internal sealed class ImpatientClock : TimeProvider
{
    private static readonly TimeSpan _short = TimeSpan.FromSeconds(1);

    private readonly FakeClock _clock = new();
    private int _waits;

    /// <summary>What happens meanwhile; told how many waits there have been.</summary>
    public Func<int, Task>? OnWait { get; set; }

    public override long TimestampFrequency => _clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _clock.GetUtcNow();

    public override long GetTimestamp() => _clock.GetTimestamp();

    public void Advance(TimeSpan by) => _clock.Advance(by);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > _short || dueTime < TimeSpan.Zero)
        {
            return _clock.CreateTimer(callback, state, dueTime, period);
        }
        _ = JumpAsync(callback, state, dueTime);
        return _clock.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private async Task JumpAsync(TimerCallback callback, object? state, TimeSpan dueTime)
    {
        await Task.Yield();
        _clock.Advance(dueTime);
        if (OnWait is { } act)
        {
            await act(Interlocked.Increment(ref _waits));
        }
        callback(state);
    }
}
