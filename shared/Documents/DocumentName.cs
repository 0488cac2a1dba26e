namespace Shop.Documents;

/// <summary>
/// Where a document lies: <c>collection/id</c>, or deeper, <c>orders-of/…/orders/…</c>. An even number of
/// segments, each 1 to 1,500 bytes of UTF-8, none of them <c>.</c>, <c>..</c> or of the form <c>__x__</c>.
/// </summary>
public readonly record struct DocumentName
{
    private readonly string? _path;

    /// <param name="path">The segments, joined by slashes.</param>
    /// <exception cref="ArgumentException">It names no document.</exception>
    public DocumentName(string path) => _path = NameRules.Validated(path, 0, "document");

    /// <summary>The segments, joined by slashes.</summary>
    public string Path => _path ?? throw new InvalidOperationException("A name that was never given one.");

    /// <summary>The last segment.</summary>
    public string Id => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>The collection that the document is in.</summary>
    public CollectionName Collection => new(Path[..Path.LastIndexOf('/')]);

    /// <inheritdoc/>
    public override string ToString() => _path ?? "";
}
