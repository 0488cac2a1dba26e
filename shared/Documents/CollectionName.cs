namespace Shop.Documents;

/// <summary>
/// A collection: an odd number of segments, under the same rules as <see cref="DocumentName"/>.
/// </summary>
public readonly record struct CollectionName
{
    private readonly string? _path;

    /// <param name="path">The segments, joined by slashes.</param>
    /// <exception cref="ArgumentException">It names no collection.</exception>
    public CollectionName(string path) => _path = NameRules.Validated(path, 1, "collection");

    /// <summary>The segments, joined by slashes.</summary>
    public string Path => _path ?? throw new InvalidOperationException("A name that was never given one.");

    /// <param name="id">One segment.</param>
    /// <exception cref="ArgumentException">It is no legal id.</exception>
    public DocumentName Document(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.Contains('/', StringComparison.Ordinal)
            ? throw new ArgumentException($"'{id}' is not an id: it contains a slash.", nameof(id))
            : new DocumentName($"{Path}/{id}");
    }

    /// <inheritdoc/>
    public override string ToString() => _path ?? "";
}
