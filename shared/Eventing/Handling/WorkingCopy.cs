using System.Text.Json;
using Shop.Documents;

namespace Shop.Eventing.Handling;

/// <summary>
/// The documents of one commit, as they were read and as they are to be. Several events are decided on it one after
/// the other; each document is then written once, because two writes to one document in one commit would pass the
/// same precondition and the last would silently win.
/// </summary>
internal sealed class WorkingCopy
{
    private readonly Dictionary<DocumentName, Entry> _entries = [];

    private readonly HashSet<DocumentName> _reliedOn = [];

    /// <summary>Reads those of the documents that it does not hold yet, in one call; in none where it holds all.</summary>
    public async Task LoadAsync(
        IDocumentStore store, IEnumerable<DocumentName> names, CancellationToken cancellationToken)
    {
        var missing = names.Distinct().Where(name => !Holds(name)).ToList();
        if (missing.Count > 0)
        {
            Add(await store.GetManyAsync(missing, cancellationToken));
        }
    }

    public bool Holds(DocumentName name) => _entries.ContainsKey(name);

    public void Add(IEnumerable<Document> read)
    {
        foreach (var document in read)
        {
            _entries[document.Name] = new Entry(
                document.Version, document.Exists ? document.Data : null, Changed: false, ExpiresAt: null);
        }
    }

    public JsonElement? Find(DocumentName name) => _entries.TryGetValue(name, out var entry)
        ? entry.Data
        : throw new InvalidOperationException($"{name} was not read.");

    /// <summary>A decision rests on these documents: the commit writes or verifies each of them.</summary>
    public void RelyOn(IEnumerable<DocumentName> names) => _reliedOn.UnionWith(names);

    public void Set(StateChange change, DateTimeOffset? expiresAt = null)
    {
        if (!_entries.TryGetValue(change.Name, out var entry))
        {
            throw new InvalidOperationException($"The decision changes {change.Name}, which was not read.");
        }
        _entries[change.Name] = entry with { Data = change.Data, Changed = true, ExpiresAt = expiresAt };
    }

    public IReadOnlyList<DocumentWrite> Writes() =>
    [
        .. _entries.Where(pair => pair.Value.Changed || _reliedOn.Contains(pair.Key)).Select(pair =>
            pair.Value switch
            {
                { Changed: true, Data: { } data } entry =>
                    (DocumentWrite)new DocumentWrite.Put(pair.Key, data, entry.Version, entry.ExpiresAt),
                { Changed: true } entry => new DocumentWrite.Delete(pair.Key, entry.Version),
                var entry => new DocumentWrite.Verify(pair.Key, entry.Version),
            }),
    ];

    /// <summary>Whether all that was read is still so, without a change.</summary>
    public IReadOnlyList<DocumentWrite> Verifications() =>
        [.. _entries.Select(pair => new DocumentWrite.Verify(pair.Key, pair.Value.Version))];

    private sealed record Entry(DocumentVersion Version, JsonElement? Data, bool Changed, DateTimeOffset? ExpiresAt);
}
