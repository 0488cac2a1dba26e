using Shop.Documents;

namespace Shop.Eventing.Handling;

/// <summary>
/// Performs the effect of an event whose route has one, before the event waits for its commit. Other events
/// do not wait: an effect holds no document and no place among the commits.
/// </summary>
internal sealed class EffectStage(
    string handler, IDocumentStore store, PipelineLimits limits, TimeProvider clock)
{
    /// <returns>The event, ready to be decided. Where the inbox knows it, its effect is left out.</returns>
    /// <exception cref="OperationCanceledException">
    /// The caller has gone, or reading and effect took longer than
    /// <see cref="PipelineLimits.EffectTimeout"/>.
    /// </exception>
    public async Task<HandledEvent> PerformAsync(
        HandledEvent handled, DateTimeOffset time, EventCause cause, CancellationToken cancellationToken)
    {
        if (handled.Perform is not { } perform)
        {
            return handled;
        }
        // Unlike a commit, an effect belongs to one caller alone, and ends when that caller stops waiting.
        using var deadline = new CancellationTokenSource(limits.EffectTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var inbox = InboxEntry.KeyOf(handler, handled).Name;
        var copy = new WorkingCopy();
        await copy.LoadAsync(store, handled.Reads.Append(inbox), either.Token);
        if (copy.Find(inbox) is not null)
        {
            // Whether as a duplicate or as a contradiction, the commit's own look at the inbox says.
            return handled;
        }
        var more = handled.ReadsMore(new StateView(handled.Reads, copy.Find));
        await copy.LoadAsync(store, more, either.Token);
        var state = new StateView([.. handled.Reads, .. more], copy.Find);
        return await perform(new EffectContext(time, cause, state), either.Token);
    }
}
