using System.Text.Json;
using Shop.Contracts;
using Shop.Documents;
using Shop.Eventing;
using Shop.Eventing.Handling;

namespace Shop.Testing;

/// <summary>Applies decisions one after the other to a state in memory: given, when, then, without a pipeline.</summary>
public sealed class DecisionRun(IReadOnlyList<EventRoute> routes)
{
    private readonly Dictionary<DocumentName, JsonElement> _state = [];
    private int _ids;

    /// <summary>Everything that was said.</summary>
    public List<OutgoingEvent> Said { get; } = [];

    /// <summary>Everything that there is.</summary>
    public IReadOnlyDictionary<DocumentName, JsonElement> State => _state;

    /// <summary>Reasons for which events were refused.</summary>
    public List<string> Refused { get; } = [];

    public Ruling Apply<TData>(EventContract<TData> contract, TData data) =>
        Apply(contract, data, $"e{++_ids}", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public Ruling Apply<TData>(EventContract<TData> contract, TData data, string id, DateTimeOffset time)
    {
        var route = routes.Single(route => route.Contract == contract);
        var (handled, faults) = route.Bind(id, "/test", time, contract.Encode(data));
        if (handled is null)
        {
            throw new InvalidOperationException(string.Join(" ", faults));
        }
        JsonElement? Find(DocumentName name) => _state.TryGetValue(name, out var state) ? state : null;
        IReadOnlyList<DocumentName> reads = [.. handled.Reads, .. handled.ReadsMore(new StateView(handled.Reads, Find))];
        var view = new StateView(reads, Find);
        if (handled.Perform is { } perform)
        {
            // The effect of such a test is a value, which is there at once.
            var cause = new EventCause(handled.Id, handled.Id, 0, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
            handled = perform(new EffectContext(new FakeClock().GetUtcNow(), cause, view), default).GetAwaiter().GetResult();
        }
        var ruling = handled.Decide(view);
        if (ruling is Ruling.Impossible impossible)
        {
            Refused.Add(impossible.Reason);
        }
        if (ruling is Ruling.Applied applied)
        {
            foreach (var change in applied.Changes)
            {
                if (change.Data is { } content)
                {
                    _state[change.Name] = content;
                }
                else
                {
                    _state.Remove(change.Name);
                }
            }
            Said.AddRange(applied.Events);
        }
        return ruling;
    }

    public TState? Find<TState>(DocumentKey<TState> key)
        where TState : class => _state.TryGetValue(key.Name, out var data) ? data.Deserialize(key.Json) : null;

    /// <summary>Every order in which the items can come.</summary>
    public static IEnumerable<IReadOnlyList<T>> Permutations<T>(IReadOnlyList<T> items) => items.Count == 0
        ? [[]]
        : Enumerable.Range(0, items.Count).SelectMany(first =>
            Permutations<T>([.. items.Take(first), .. items.Skip(first + 1)]).Select(rest => (IReadOnlyList<T>)[items[first], .. rest]));
}
