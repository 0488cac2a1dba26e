using Shop.Documents;

namespace Shop.Api.Tests;

/// <summary>A store that takes commits and never answers a read.</summary>
internal sealed class HangingReads(IDocumentStore store) : IDocumentStore
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completed once a read has begun.</summary>
    public Task Begun => _begun.Task;

    public async Task<IReadOnlyList<Document>> GetManyAsync(
        IReadOnlyList<DocumentName> names, CancellationToken cancellationToken)
    {
        await HangAsync(cancellationToken);
        return [];
    }

    public async Task<DocumentPage> ListAsync(
        CollectionName collection, int pageSize, string? pageToken, CancellationToken cancellationToken)
    {
        await HangAsync(cancellationToken);
        return new DocumentPage([], null);
    }

    public Task<CommitOutcome> CommitAsync(IReadOnlyList<DocumentWrite> writes, CancellationToken cancellationToken) =>
        store.CommitAsync(writes, cancellationToken);

    private Task HangAsync(CancellationToken cancellationToken)
    {
        _begun.TrySetResult();
        return Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
    }
}
