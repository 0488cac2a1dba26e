using System.Text.Json;
using Shop.Documents;

namespace Shop.Eventing.Handling;

/// <summary>
/// The documents that a decision may look at: exactly those that its handler asked for. The commit verifies each of
/// them, so a decision that looked at any other would rest on nothing.
/// </summary>
public sealed class StateView
{
    private readonly Func<DocumentName, JsonElement?> _find;
    private readonly HashSet<DocumentName> _readable;

    internal StateView(IEnumerable<DocumentName> readable, Func<DocumentName, JsonElement?> find) =>
        (_readable, _find) = ([.. readable], find);

    /// <returns>Null where there is no such document yet.</returns>
    /// <exception cref="InvalidOperationException">The handler did not ask for the document: a bug.</exception>
    public TState? Find<TState>(DocumentKey<TState> key)
        where TState : class
    {
        if (!_readable.Contains(key.Name))
        {
            throw new InvalidOperationException($"The handler did not ask for {key.Name}.");
        }
        return _find(key.Name) is { } data ? data.Deserialize(key.Json) : null;
    }
}
