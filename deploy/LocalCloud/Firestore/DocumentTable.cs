namespace Shop.LocalCloud.Firestore;

/// <summary>All documents, by name and by collection. Not for several threads.</summary>
internal sealed class DocumentTable
{
    private readonly Dictionary<string, StoredDocument> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> _idsByCollection = new(StringComparer.Ordinal);

    public IEnumerable<StoredDocument> All => _byName.Values;

    public StoredDocument? Find(string name) => _byName.GetValueOrDefault(name);

    public void Set(string name, StoredDocument? document)
    {
        var collection = ResourceName.ParentOf(name);
        if (document is not null)
        {
            _byName[name] = document;
            if (!_idsByCollection.TryGetValue(collection, out var ids))
            {
                _idsByCollection[collection] = ids = new SortedSet<string>(Utf8Order.Instance);
            }
            ids.Add(ResourceName.Id(name));
        }
        else if (_byName.Remove(name))
        {
            var ids = _idsByCollection[collection];
            ids.Remove(ResourceName.Id(name));
            if (ids.Count == 0)
            {
                _idsByCollection.Remove(collection);
            }
        }
    }

    /// <param name="collection">Its name.</param>
    /// <param name="after">The id that the page before ended with; null = from the start.</param>
    public IEnumerable<StoredDocument> Documents(string collection, string? after)
    {
        if (!_idsByCollection.TryGetValue(collection, out var ids))
        {
            return [];
        }
        var rest = after is null ? ids
            : Utf8Order.Instance.Compare(after, ids.Max) >= 0 ? []
            : ids.GetViewBetween(after, ids.Max).Where(id => id != after);
        return rest.Select(id => _byName[$"{collection}/{id}"]);
    }

    /// <summary>
    /// Ids in a collection of documents that are not there, but have something below them. Looks at every
    /// collection there is: it is people who ask, and seldom.
    /// </summary>
    public IEnumerable<string> MissingIds(string collection) =>
        SegmentsBelow(collection).Where(id => !_byName.ContainsKey($"{collection}/{id}"));

    /// <param name="parent">A document, there or not, or the root.</param>
    public IEnumerable<string> CollectionIds(string parent) => SegmentsBelow(parent);

    private IEnumerable<string> SegmentsBelow(string name) => _idsByCollection.Keys
        .Where(collection => collection.StartsWith(name, StringComparison.Ordinal)
            && collection.Length > name.Length && collection[name.Length] == '/')
        .Select(collection => collection[(name.Length + 1)..].Split('/', 2)[0])
        .Distinct(StringComparer.Ordinal)
        .Order(Utf8Order.Instance);
}
