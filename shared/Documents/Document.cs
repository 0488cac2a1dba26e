using System.Text.Json;

namespace Shop.Documents;

/// <summary>A document as it was read.</summary>
/// <param name="Name">Where it lies.</param>
/// <param name="Data">
/// A JSON object; <c>{}</c> when the document is missing. Members come in no particular order.
/// </param>
/// <param name="Version">
/// What to expect when writing; <see cref="DocumentVersion.Absent"/> when it is missing.
/// </param>
public sealed record Document(DocumentName Name, JsonElement Data, DocumentVersion Version)
{
    private static readonly JsonElement _nothing = JsonElement.Parse("{}");

    /// <summary>Whether the document was there.</summary>
    public bool Exists => Version != DocumentVersion.Absent;

    /// <summary>
    /// From when on the store may delete it, in microseconds; null = never. Deletion may come a day late.
    /// </summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>A document that was not there.</summary>
    public static Document Missing(DocumentName name) => new(name, _nothing, DocumentVersion.Absent);
}

/// <summary>
/// A state of a document. Opaque: equal or not, never earlier or later. A write that changes nothing keeps
/// it.
/// </summary>
public readonly record struct DocumentVersion
{
    private DocumentVersion(string token) => Token = token;

    /// <summary>The document does not exist.</summary>
    public static DocumentVersion Absent => default;

    internal string? Token { get; }

    /// <param name="token">What the store knows the state by.</param>
    public static DocumentVersion Of(string token)
    {
        ArgumentException.ThrowIfNullOrEmpty(token);
        return new DocumentVersion(token);
    }

    /// <inheritdoc/>
    public override string ToString() => Token ?? "absent";
}

/// <summary>A part of a collection.</summary>
/// <param name="Documents">
/// In byte order of their ids; may be fewer than asked for, even none, before the last page.
/// </param>
/// <param name="NextPageToken">
/// Asks for what follows; null on the last page. Valid for the same page size only.
/// </param>
public sealed record DocumentPage(IReadOnlyList<Document> Documents, string? NextPageToken);
