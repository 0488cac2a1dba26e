using Shop.Documents;

namespace Shop.Api.Tests.Images;

/// <summary>A store that holds nothing and never answers a commit.</summary>
internal sealed class HangingCommits : IDocumentStore
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completed once a commit has begun.</summary>
    public Task Begun => _begun.Task;

    public Task<IReadOnlyList<Document>> GetManyAsync(
        IReadOnlyList<DocumentName> names, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Document>>([.. names.Select(Document.Missing)]);

    public Task<DocumentPage> ListAsync(
        CollectionName collection, int pageSize, string? pageToken, CancellationToken cancellationToken) =>
        Task.FromResult(new DocumentPage([], null));

    public async Task<CommitOutcome> CommitAsync(
        IReadOnlyList<DocumentWrite> writes, CancellationToken cancellationToken)
    {
        _begun.TrySetResult();
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return CommitOutcome.Committed;
    }
}
