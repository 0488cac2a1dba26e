using Shop.Documents;

namespace Shop.Eventing.Handling;

/// <summary>
/// Decides waiting events together: while a commit is in flight, events that touch its documents wait, and the next
/// commit takes all of them. A document that everybody wants costs one commit for many events; documents that nobody
/// shares are committed side by side.
/// </summary>
internal sealed class WorkQueue(Committer committer, PipelineLimits limits, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<Work> _waiting = new();
    private readonly HashSet<DocumentName> _busy = [];
    private int _running;

    /// <summary>Completes when the event is settled. The commit goes on when this caller stops waiting.</summary>
    public Task<Settlement> SettleAsync(HandledEvent handled, CancellationToken cancellationToken)
    {
        var work = new Work(handled);
        lock (_gate)
        {
            _waiting.AddLast(work);
        }
        StartWhatCan();
        return work.Settled.Task.WaitAsync(cancellationToken);
    }

    private void StartWhatCan()
    {
        while (TakeBatch() is { Count: > 0 } batch)
        {
            _ = RunAsync(batch);
        }
    }

    // Events in the order in which they came, as long as no other commit has their documents in its hands.
    private List<Work> TakeBatch()
    {
        lock (_gate)
        {
            var batch = new List<Work>();
            if (_running == limits.CommitsAtOnceMax)
            {
                return batch;
            }
            var bytes = 0;
            for (var node = _waiting.First; node is not null && batch.Count < limits.BatchEventsMax;)
            {
                var (next, work) = (node.Next, node.Value);
                var fits = batch.Count == 0 || bytes + work.Event.Content.Length <= limits.BatchBytesMax;
                if (fits && !work.Event.Reads.Any(_busy.Contains))
                {
                    bytes += work.Event.Content.Length;
                    batch.Add(work);
                    _waiting.Remove(node);
                }
                node = next;
            }
            if (batch.Count > 0)
            {
                _running++;
                _busy.UnionWith(batch.SelectMany(work => work.Event.Reads));
            }
            return batch;
        }
    }

    private async Task RunAsync(List<Work> batch)
    {
        try
        {
            await SettleBatchAsync(batch);
        }
        finally
        {
            lock (_gate)
            {
                _running--;
                _busy.ExceptWith(batch.SelectMany(work => work.Event.Reads));
            }
            StartWhatCan();
        }
    }

    private async Task SettleBatchAsync(List<Work> batch)
    {
        // Not the callers' tokens: one caller who gives up must not take the others' events with it.
        using var deadline = new CancellationTokenSource(limits.CommitTimeout, clock);
        if (batch.Count > 1 && await TryTogetherAsync(batch, deadline.Token))
        {
            return;
        }
        foreach (var work in batch)
        {
            try
            {
                work.Settled.SetResult(await committer.SettleAsync(work.Event, deadline.Token));
            }
            catch (Exception fault)
            {
                // Thrown to whoever waits for this event; the next event may fare better.
                work.Settled.SetException(fault);
            }
        }
    }

    private async Task<bool> TryTogetherAsync(List<Work> batch, CancellationToken cancellationToken)
    {
        IReadOnlyList<Settlement>? settlements;
        try
        {
            settlements = await committer.TrySettleAsync([.. batch.Select(work => work.Event)], cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // One event of the batch may be the reason, or the batch its size: each is tried alone, and says so itself.
            return false;
        }
        if (settlements is null)
        {
            return false;
        }
        foreach (var (work, settlement) in batch.Zip(settlements))
        {
            work.Settled.SetResult(settlement);
        }
        return true;
    }

    private sealed record Work(HandledEvent Event)
    {
        public TaskCompletionSource<Settlement> Settled { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
