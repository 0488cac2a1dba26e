namespace Shop.Documents;

/// <summary>
/// Port: documents under optimistic concurrency. Read, decide, then commit on condition that what was read
/// still holds. Calls may overlap.
/// </summary>
public interface IDocumentStore
{
    /// <summary>
    /// Reads documents. One call may mix the states before and after somebody's commit (Firestore does), so
    /// what a decision rests on must be written or verified by the commit that follows.
    /// </summary>
    /// <param name="names">At most <see cref="DocumentLimits.GetsMax"/>; may repeat a name.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>In the order asked for; a missing one has <see cref="Document.Exists"/> false.</returns>
    /// <exception cref="DocumentStoreException">The store could not be read: try again later.</exception>
    /// <exception cref="ArgumentException">Too many names.</exception>
    Task<IReadOnlyList<Document>> GetManyAsync(
        IReadOnlyList<DocumentName> names, CancellationToken cancellationToken);

    /// <summary>
    /// Reads a collection by pages, in byte order of the ids; not the collections below its documents.
    /// </summary>
    /// <param name="collection">Which; one without documents is empty, not an error.</param>
    /// <param name="pageSize">1 to <see cref="DocumentLimits.PageSizeMax"/>.</param>
    /// <param name="pageToken">Null for the first page, else that of the page before.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="DocumentStoreException">
    /// The store could not be read; <c>INVALID_ARGUMENT</c> when the token is not one it gave out.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The page size.</exception>
    Task<DocumentPage> ListAsync(
        CollectionName collection, int pageSize, string? pageToken, CancellationToken cancellationToken);

    /// <summary>Stores all of the writes or none. A lost race is an outcome, never an exception.</summary>
    /// <param name="writes">At most one per document; none at all is committed without asking.</param>
    /// <param name="cancellationToken">Stops the waiting; the commit may happen all the same.</param>
    /// <exception cref="DocumentStoreException">
    /// It may or may not be stored: read again and decide again.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// Nothing was sent: two writes to one document (both would pass the same condition and the last would
    /// silently win), data that the store cannot hold, or more than <see cref="DocumentLimits"/> allow.
    /// </exception>
    Task<CommitOutcome> CommitAsync(IReadOnlyList<DocumentWrite> writes, CancellationToken cancellationToken);
}
