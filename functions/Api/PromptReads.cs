using Shop.Documents;

namespace Shop.Api;

/// <summary>
/// The document store for somebody who waits for an answer. The store itself goes on trying for most of a minute, which
/// is right for a handler of events, and longer than a caller stays.
/// </summary>
internal sealed class PromptReads(IDocumentStore store, TimeProvider clock) : IDocumentStore, IDisposable
{
    /// <summary>Enough for an attempt on a connection that is dead without saying so, and for another one.</summary>
    public static TimeSpan ReadMax { get; } = TimeSpan.FromSeconds(15);

    public Task<IReadOnlyList<Document>> GetManyAsync(
        IReadOnlyList<DocumentName> names, CancellationToken cancellationToken) =>
        InTimeAsync(token => store.GetManyAsync(names, token), cancellationToken);

    public Task<DocumentPage> ListAsync(
        CollectionName collection, int pageSize, string? pageToken, CancellationToken cancellationToken) =>
        InTimeAsync(token => store.ListAsync(collection, pageSize, pageToken, token), cancellationToken);

    /// <summary>How long a commit may take, who commits knows better.</summary>
    public Task<CommitOutcome> CommitAsync(
        IReadOnlyList<DocumentWrite> writes, CancellationToken cancellationToken) =>
        store.CommitAsync(writes, cancellationToken);

    public void Dispose() => (store as IDisposable)?.Dispose();

    private async Task<T> InTimeAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(ReadMax, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return await read(either.Token);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DocumentStoreException("DEADLINE_EXCEEDED", "No answer in time, however often it was asked.", late);
        }
    }
}
