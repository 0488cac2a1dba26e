using Shop.Contracts;
using Shop.Documents;

namespace Shop.Eventing.Handling;

/// <summary>
/// What a function does with a type of event that it only merges into its documents, saying nothing: no inbox is
/// read or written, since merging an event again changes nothing, and where nothing changes nothing is written. A
/// lost race reloads and merges again, as with every event.
/// </summary>
/// <typeparam name="TData">Data of the events.</typeparam>
/// <param name="contract">The type of event.</param>
/// <param name="reads">Documents that the merge looks at or changes.</param>
/// <param name="merge">
/// The merge: pure, and the same whatever the order of the events and however often each comes. Each of its changes
/// must follow from the event and from documents that it changes too, as only those are checked by the commit.
/// </param>
/// <param name="readsMore">Documents that are only known once the first ones have been read.</param>
public sealed class MergeRoute<TData>(
    EventContract<TData> contract,
    Func<TData, IReadOnlyList<DocumentName>> reads,
    Func<Received<TData>, StateView, Ruling> merge,
    Func<Received<TData>, StateView, IReadOnlyList<DocumentName>>? readsMore = null)
    : EventRoute<TData>(contract, reads, (received, state) => Silent(merge(received, state)))
{
    private protected override HandledEvent Bind(Received<TData> received, ReadOnlyMemory<byte> content) =>
        base.Bind(received, content) with
        {
            ReadsMore = state => readsMore?.Invoke(received, state) ?? [],
            IsMerge = true,
        };

    // Without an inbox nothing says it again after a crash.
    private static Ruling Silent(Ruling ruling) => ruling is Ruling.Applied { Events.Count: > 0 }
        ? throw new InvalidOperationException("A merge says nothing: who wants to speak needs an inbox.")
        : ruling;
}
