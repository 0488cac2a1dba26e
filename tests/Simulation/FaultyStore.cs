using Shop.Documents;

namespace Shop.Simulation;

/// <summary>The store as one function process sees it: slow, sometimes failing before, sometimes after it did its work.</summary>
internal sealed class FaultyStore(IDocumentStore store, Process process) : IDocumentStore
{
    public Task<IReadOnlyList<Document>> GetManyAsync(
        IReadOnlyList<DocumentName> names, CancellationToken cancellationToken) =>
        process.CallAsync(faults => (faults.StoreFails, 0), () => store.GetManyAsync(names, cancellationToken));

    public Task<DocumentPage> ListAsync(
        CollectionName collection, int pageSize, string? pageToken, CancellationToken cancellationToken) =>
        process.CallAsync(
            faults => (faults.StoreFails, 0), () => store.ListAsync(collection, pageSize, pageToken, cancellationToken));

    public Task<CommitOutcome> CommitAsync(IReadOnlyList<DocumentWrite> writes, CancellationToken cancellationToken) =>
        process.CallAsync(
            faults => (faults.StoreFails, faults.StoreForgets), () => store.CommitAsync(writes, cancellationToken));
}
