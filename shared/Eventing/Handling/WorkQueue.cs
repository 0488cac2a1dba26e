using System.Diagnostics;
using Shop.Documents;

namespace Shop.Eventing.Handling;

/// <summary>
/// Decides waiting events together: while a commit is in flight, events that touch its documents wait, and the next
/// commit takes all of them. A document that everybody wants costs one commit for many events; documents that nobody
/// shares are committed side by side, until there are so many commits that they too are better taken together.
/// </summary>
internal sealed class WorkQueue(Committer committer, PipelineLimits limits, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<Work> _waiting = new();
    private readonly HashSet<DocumentName> _busy = [];
    private int _running;

    /// <summary>Completes when the event is settled. A commit that has begun goes on when this caller stops waiting.</summary>
    /// <exception cref="TimeoutException">The commit took too long; it may or may not be stored.</exception>
    public Task<Settlement> SettleAsync(HandledEvent handled, CancellationToken cancellationToken)
    {
        var work = new Work(handled, Activity.Current, cancellationToken);
        bool mayStart;
        lock (_gate)
        {
            _waiting.AddLast(work);
            // All that waited before this one had to. One look at it instead of at all of them, however many wait.
            mayStart = !handled.Reads.Any(_busy.Contains);
        }
        if (mayStart)
        {
            StartWhatCan();
        }
        return work.Settled.Task.WaitAsync(cancellationToken);
    }

    private void StartWhatCan()
    {
        while (TakeBatch() is { Count: > 0 } batch)
        {
            _ = RunAsync(batch);
        }
    }

    private List<Work> TakeBatch()
    {
        lock (_gate)
        {
            var batch = new List<Work>();
            if (_running == limits.CommitsAtOnceMax)
            {
                return batch;
            }
            Fill(batch);
            if (batch.Count > 0)
            {
                _running++;
                _busy.UnionWith(batch.SelectMany(work => work.Event.Reads));
            }
            return batch;
        }
    }

    // Events in the order in which they came, as long as no other commit has their documents in its hands. Nor may an
    // older event wait for one of them: else an order of many lines would never find all of its documents free.
    private void Fill(List<Work> batch)
    {
        var wanted = new HashSet<DocumentName>();
        var (bytes, documents) = (0, 0);
        for (var node = _waiting.First; node is not null && batch.Count < limits.BatchEventsMax;)
        {
            var (next, work) = (node.Next, node.Value);
            if (work.Caller.IsCancellationRequested)
            {
                // Nobody waits for it any more: it is not acknowledged, and will be delivered again.
                _waiting.Remove(node);
            }
            else if ((work.IsAlone && batch.Count > 0)
                || work.Event.Reads.Any(name => _busy.Contains(name) || wanted.Contains(name)))
            {
                wanted.UnionWith(work.Event.Reads);
            }
            else
            {
                bytes += work.Event.Content.Length;
                documents += work.Event.Reads.Count + 1;
                if (batch.Count > 0 && (bytes > limits.BatchBytesMax || documents > limits.BatchDocumentsMax))
                {
                    return;
                }
                batch.Add(work);
                _waiting.Remove(node);
                if (work.IsAlone)
                {
                    return;
                }
            }
            node = next;
        }
    }

    private async Task RunAsync(List<Work> batch)
    {
        // Not the span of whoever happened to set this going; and the work of many belongs to none of them.
        Activity.Current = batch is [var only] ? only.Span : null;
        var unsettled = await SettleAsync(batch);
        lock (_gate)
        {
            _running--;
            _busy.ExceptWith(batch.SelectMany(work => work.Event.Reads));
            for (var index = unsettled.Count - 1; index >= 0; index--)
            {
                _waiting.AddFirst(unsettled[index] with { IsAlone = true });
            }
        }
        StartWhatCan();
    }

    /// <returns>Those that are to be tried again, each alone.</returns>
    private async Task<IReadOnlyList<Work>> SettleAsync(List<Work> batch)
    {
        // Not the callers' tokens: one caller who gives up must not take the others' events with it.
        using var deadline = new CancellationTokenSource(limits.CommitTimeout, clock);
        try
        {
            var settlements = await committer.SettleAsync([.. batch.Select(work => work.Event)], deadline.Token);
            foreach (var (work, settlement) in batch.Zip(settlements))
            {
                work.Settled.SetResult(settlement);
            }
            return [];
        }
        catch (Exception) when (batch.Count > 1 && !deadline.IsCancellationRequested)
        {
            // One event of the batch may be the reason, or the batch its size: each is tried alone, and says so itself.
            return batch;
        }
        catch (Exception fault)
        {
            // Thrown to whoever waits for these events; the next ones may fare better.
            var reason = deadline.IsCancellationRequested
                ? new TimeoutException($"What was decided was not stored within {limits.CommitTimeout}.", fault)
                : fault;
            batch.ForEach(work => work.Settled.SetException(reason));
            return [];
        }
    }

    private sealed record Work(HandledEvent Event, Activity? Span, CancellationToken Caller)
    {
        /// <summary>Whether a commit together with others has failed.</summary>
        public bool IsAlone { get; init; }

        public TaskCompletionSource<Settlement> Settled { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
