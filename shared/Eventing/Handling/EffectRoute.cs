using Shop.Contracts;
using Shop.Documents;

namespace Shop.Eventing.Handling;

/// <summary>What an effect may look at besides the event itself.</summary>
/// <param name="Time">CloudEvents <c>time</c>: when what the event says happened.</param>
/// <param name="Cause">Place of the event in its story, and the trace that it belongs to.</param>
/// <param name="State">The documents that the route reads, as they were before the effect.</param>
public sealed record EffectContext(DateTimeOffset Time, EventCause Cause, StateView State);

/// <summary>
/// What a function does with a type of event whose decision depends on what came of an effect on the world
/// outside, such as a call to somebody else's server: read → load → <b>perform</b> → decide (pure) → commit →
/// publish → acknowledge.
/// </summary>
/// <remarks>
/// The effect is performed <b>at least once</b>: once for each delivery of an event that the inbox does not
/// know yet, hence again when the process dies, or the store fails, between effect and commit. Whoever is
/// affected must be able to recognise a repetition. It is not performed again when a race for a document is
/// lost: the same result is then decided on newer documents, which may say what the effect did not know. It
/// runs outside the queue of commits, so that waiting for it holds up no other event, and within
/// <see cref="PipelineLimits.EffectTimeout"/>.
/// </remarks>
/// <typeparam name="TData">Data of the events.</typeparam>
/// <typeparam name="TEffect">What came of the effect.</typeparam>
/// <param name="contract">The type of event.</param>
/// <param name="reads">Documents that effect and decision look at, and that the decision changes.</param>
/// <param name="perform">
/// The effect. What it throws is transient: nothing is stored, the event is delivered again.
/// </param>
/// <param name="decide">The decision: pure.</param>
/// <param name="readsMore">Documents that are only known once the first ones have been read.</param>
public sealed class EventRoute<TData, TEffect>(
    EventContract<TData> contract,
    Func<TData, IReadOnlyList<DocumentName>> reads,
    Func<Received<TData>, EffectContext, CancellationToken, Task<TEffect>> perform,
    Func<Received<TData>, TEffect, StateView, Ruling> decide,
    Func<TData, StateView, IReadOnlyList<DocumentName>>? readsMore = null) : EventRoute<TData>(
        contract,
        reads,
        (_, _) => throw new InvalidOperationException("The event is decided before its effect."),
        readsMore)
{
    private protected override HandledEvent Bind(Received<TData> received, ReadOnlyMemory<byte> content)
    {
        var bound = base.Bind(received, content);
        return bound with
        {
            Perform = async (context, cancellationToken) =>
            {
                var effect = await perform(received, context, cancellationToken);
                return bound with { Decide = state => decide(received, effect, state) };
            },
        };
    }
}
