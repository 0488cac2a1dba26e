using System.Text.Json;

namespace Shop.Documents;

/// <summary>
/// One part of a commit. Every write states the version that the decision rests on: a store without
/// unconditional writes is one in which nobody can forget the condition.
/// </summary>
/// <param name="Name">Which document.</param>
/// <param name="Expected">
/// The version that was read; <see cref="DocumentVersion.Absent"/> = must not exist.
/// </param>
public abstract record DocumentWrite(DocumentName Name, DocumentVersion Expected)
{
    /// <summary>Inserts or replaces a document as a whole.</summary>
    /// <param name="Name">Which document.</param>
    /// <param name="Data">
    /// A JSON object. Numbers without fraction and exponent are 64-bit integers, all others doubles (so −0.0
    /// is 0.0). No array directly in an array, no repeated member, no top-level member <c>expiresAt</c>.
    /// </param>
    /// <param name="Expected">The version that was read; Absent = insert.</param>
    /// <param name="ExpiresAt">
    /// Kept in microseconds as the timestamp field <c>expiresAt</c>, for a TTL policy. Null = it stays for
    /// ever.
    /// </param>
    public sealed record Put(
        DocumentName Name, JsonElement Data, DocumentVersion Expected, DateTimeOffset? ExpiresAt = null)
        : DocumentWrite(Name, Expected);

    /// <summary>Removes a document.</summary>
    /// <param name="Name">Which document.</param>
    /// <param name="Expected">The version that was read; Absent = there must be nothing to remove.</param>
    public sealed record Delete(DocumentName Name, DocumentVersion Expected) : DocumentWrite(Name, Expected);

    /// <summary>Changes nothing, but lets the commit fail if the document is no longer what it was.</summary>
    /// <param name="Name">Which document.</param>
    /// <param name="Expected">The version that was read; Absent = must still not exist.</param>
    public sealed record Verify(DocumentName Name, DocumentVersion Expected) : DocumentWrite(Name, Expected);
}

/// <summary>What became of a commit.</summary>
public enum CommitOutcome
{
    /// <summary>All of it is stored.</summary>
    Committed,

    /// <summary>
    /// None of it is stored: a document is no longer what was expected. Read again and decide again.
    /// </summary>
    Conflict,
}
