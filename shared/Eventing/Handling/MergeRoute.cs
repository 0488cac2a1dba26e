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
    Func<Received<TData>, StateView, IReadOnlyList<DocumentName>>? readsMore = null) : EventRoute(contract)
{
    internal override (HandledEvent? Event, IReadOnlyList<ContractFault> Faults) Bind(
        string id, string source, DateTimeOffset time, ReadOnlySpan<byte> utf8Json)
    {
        var decoded = contract.Decode(utf8Json);
        if (decoded.Data is not { } data)
        {
            return (null, decoded.Faults);
        }
        var received = new Received<TData>(id, source, time, data);
        var handled = new HandledEvent(
            id, source, contract.Type, contract.Encode(data), reads(data),
            state => readsMore?.Invoke(received, state) ?? [],
            state => Silent(merge(received, state)))
        {
            IsMerge = true,
        };
        return (handled, []);
    }

    // Without an inbox nothing says it again after a crash.
    private static Ruling Silent(Ruling ruling) => ruling is Ruling.Applied { Events.Count: > 0 }
        ? throw new InvalidOperationException("A merge says nothing: who wants to speak needs an inbox.")
        : ruling;
}
