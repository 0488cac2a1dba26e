using Polly;
using Polly.Retry;
using Shop.Documents;

namespace Shop.Eventing.Handling;

/// <summary>
/// Exactly-once effects on at-least-once delivery: load state and inbox, decide, and commit changes and inbox entries
/// atomically, conditional on the versions that were read.
/// </summary>
internal sealed class Committer
{
    private readonly string _handler;
    private readonly IDocumentStore _store;
    private readonly PipelineLimits _limits;
    private readonly TimeProvider _clock;
    private readonly ResiliencePipeline<IReadOnlyList<Settlement>?> _untilWon;

    /// <param name="handler">Name of the function; its inbox is its own.</param>
    /// <param name="store">Where state and inbox lie.</param>
    /// <param name="limits">Bounds.</param>
    /// <param name="clock">Expiry of inbox entries, and delays.</param>
    public Committer(string handler, IDocumentStore store, PipelineLimits limits, TimeProvider clock)
    {
        (_handler, _store, _limits, _clock) = (handler, store, limits, clock);
        _untilWon = new ResiliencePipelineBuilder<IReadOnlyList<Settlement>?> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<IReadOnlyList<Settlement>?>
            {
                ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome is { Exception: null, Result: null }),
                MaxRetryAttempts = limits.ConflictsMax,
                BackoffType = DelayBackoffType.Exponential,
                Delay = limits.ConflictDelay,
                UseJitter = true,
                OnRetry = _ =>
                {
                    Telemetry.Conflict(handler);
                    return default;
                },
            })
            .Build();
    }

    /// <summary>Decides events with one commit, again and again while others win the race for their documents.</summary>
    /// <returns>One settlement for each, in their order.</returns>
    /// <exception cref="ConflictException">Others won too often; the events are to be delivered again.</exception>
    public async Task<IReadOnlyList<Settlement>> SettleAsync(
        IReadOnlyList<HandledEvent> batch, CancellationToken cancellationToken)
    {
        IReadOnlyList<InboxSlot> slots = [.. batch.Select(handled => InboxSlot.Of(_handler, handled))];
        // Continues where it was called, so that a simulation stays master of who goes first.
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: true, cancellationToken);
        try
        {
            var settled = await _untilWon.ExecuteAsync(
                async (attempt, state) => await state.Self.TrySettleAsync(state.Slots, attempt.CancellationToken),
                context,
                (Self: this, Slots: slots));
            return settled ?? throw new ConflictException(_handler, _limits.ConflictsMax);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    // Null where another writer won the race for a document.
    private async Task<IReadOnlyList<Settlement>?> TrySettleAsync(
        IReadOnlyList<InboxSlot> batch, CancellationToken cancellationToken)
    {
        var copy = new WorkingCopy();
        await copy.LoadAsync(
            _store,
            batch.SelectMany(slot => slot.Event.IsMerge ? slot.Event.Reads : slot.Event.Reads.Append(slot.Key.Name)),
            cancellationToken);
        await copy.LoadAsync(
            _store, batch.SelectMany(slot => slot.Event.ReadsMore(View(slot.Event, copy))), cancellationToken);
        List<Settlement> settlements;
        try
        {
            settlements = [.. batch.Select(slot => Settle(slot, copy))];
        }
        catch (Exception)
        {
            // One read may mix two commits, and a decision may stumble over what never was. Only one that stumbles over
            // what was true at one moment is a bug.
            if (await _store.CommitAsync(copy.Verifications(), cancellationToken) == CommitOutcome.Conflict)
            {
                return null;
            }
            throw;
        }
        var writes = copy.Writes();
        return writes.Count == 0 || await _store.CommitAsync(writes, cancellationToken) == CommitOutcome.Committed
            ? settlements
            : null;
    }

    private static StateView View(HandledEvent handled, WorkingCopy copy) => new(handled.Reads, copy.Find);

    private Settlement Settle(InboxSlot slot, WorkingCopy copy)
    {
        var handled = slot.Event;
        if (!handled.IsMerge && Remembered(slot, copy) is { } before)
        {
            return before;
        }
        IReadOnlyList<DocumentName> reads = [.. handled.Reads, .. handled.ReadsMore(View(handled, copy))];
        switch (handled.Decide(new StateView(reads, copy.Find)))
        {
            case Ruling.Applied applied:
                foreach (var change in applied.Changes)
                {
                    copy.Set(change);
                }
                if (handled.IsMerge)
                {
                    return new Settlement.Decided([]);
                }
                var entry = slot.Remember(_handler, applied.Events);
                copy.Set(slot.Key.Set(entry), _clock.GetUtcNow() + _limits.InboxLife);
                copy.RelyOn(reads);
                return new Settlement.Decided(entry.Events);
            case Ruling.Impossible impossible:
                // No trace in the state; but what was read must have been true at one moment, so it is verified.
                copy.RelyOn(reads);
                return new Settlement.Contradicted(impossible.Reason, impossible.Message);
            default:
                throw new InvalidOperationException("A ruling is applied or impossible.");
        }
    }

    private static Settlement? Remembered(InboxSlot slot, WorkingCopy copy) =>
        new StateView([slot.Key.Name], copy.Find).Find(slot.Key) is not { } known
            ? null
            : known.ContentHash == slot.ContentHash
                ? new Settlement.Known(known.Events)
                : new Settlement.Contradicted(
                    "id-reused", "An event of the same source and id, with other content, was handled before.");
}

/// <summary>Other writers won the race for a document too often; the event is to be delivered again.</summary>
public sealed class ConflictException(string handler, int times)
    : IOException($"{handler} lost the race for its documents {times} times in a row.");
