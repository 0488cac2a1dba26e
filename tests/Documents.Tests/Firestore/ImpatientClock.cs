using Shop.Documents.Firestore;

namespace Shop.Documents.Tests.Firestore;

/// <summary>
/// Time in which every wait between attempts is over at once, and no attempt ever takes too long.
/// </summary>
internal sealed class ImpatientClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<TimeSpan> _waits = [];

    /// <summary>The waits that were asked for.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_gate)
            {
                return [.. _waits];
            }
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < FirestoreTimes.AttemptMax)
        {
            lock (_gate)
            {
                _waits.Add(dueTime);
            }
            // Not before this method has returned: who asked for the timer does not have it yet.
            ThreadPool.QueueUserWorkItem(_ => callback(state));
        }
        return new NoTimer();
    }

    private sealed class NoTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
