using Shop.Contracts;
using Shop.Documents;

namespace Shop.Eventing.Handling;

/// <summary>An event as decisions see it.</summary>
/// <typeparam name="TData">Its data.</typeparam>
/// <param name="Id">CloudEvents <c>id</c>.</param>
/// <param name="Source">CloudEvents <c>source</c>.</param>
/// <param name="Data">Valid against its contract.</param>
public sealed record Received<TData>(string Id, string Source, TData Data);

/// <summary>What a function does with one type of event.</summary>
public abstract class EventRoute
{
    private protected EventRoute(EventContract contract) => Contract = contract;

    /// <summary>The type of event.</summary>
    public EventContract Contract { get; }

    /// <summary>Reads the data and binds it to the decision.</summary>
    internal abstract (HandledEvent? Event, IReadOnlyList<ContractFault> Faults) Bind(
        string id, string source, ReadOnlySpan<byte> utf8Json);
}

/// <inheritdoc/>
/// <typeparam name="TData">Data of the events.</typeparam>
/// <param name="contract">The type of event.</param>
/// <param name="reads">Documents that the decision looks at or changes.</param>
/// <param name="decide">The decision: pure.</param>
/// <param name="readsMore">Documents that are only known once the first ones have been read.</param>
public class EventRoute<TData>(
    EventContract<TData> contract,
    Func<TData, IReadOnlyList<DocumentName>> reads,
    Func<Received<TData>, StateView, Ruling> decide,
    Func<TData, StateView, IReadOnlyList<DocumentName>>? readsMore = null) : EventRoute(contract)
{
    internal sealed override (HandledEvent? Event, IReadOnlyList<ContractFault> Faults) Bind(
        string id, string source, ReadOnlySpan<byte> utf8Json)
    {
        var decoded = contract.Decode(utf8Json);
        return decoded.Data is { } data
            ? (Bind(new Received<TData>(id, source, data), contract.Encode(data)), [])
            : (null, decoded.Faults);
    }

    private protected virtual HandledEvent Bind(Received<TData> received, ReadOnlyMemory<byte> content) => new(
        received.Id, received.Source, Contract.Type, content, reads(received.Data),
        state => readsMore?.Invoke(received.Data, state) ?? [],
        state => decide(received, state));
}

/// <summary>A valid event together with what is to be decided about it.</summary>
/// <param name="Id">CloudEvents <c>id</c>.</param>
/// <param name="Source">CloudEvents <c>source</c>.</param>
/// <param name="Type">CloudEvents <c>type</c>.</param>
/// <param name="Content">Its data as our own code writes it, so that layout and unknown members make no difference.</param>
/// <param name="Reads">Documents that the decision looks at or changes.</param>
/// <param name="ReadsMore">Further documents, once those are read.</param>
/// <param name="Decide">The decision.</param>
internal sealed record HandledEvent(
    string Id,
    string Source,
    string Type,
    ReadOnlyMemory<byte> Content,
    IReadOnlyList<DocumentName> Reads,
    Func<StateView, IReadOnlyList<DocumentName>> ReadsMore,
    Func<StateView, Ruling> Decide)
{
    /// <summary>
    /// What is to be done before it can be decided, giving the event with a decision that knows what came of it; null
    /// for nothing.
    /// </summary>
    public Func<EffectContext, CancellationToken, Task<HandledEvent>>? Perform { get; init; }
}
