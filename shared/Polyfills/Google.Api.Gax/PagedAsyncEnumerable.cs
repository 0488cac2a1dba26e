namespace Google.Api.Gax;

/// <summary>Resources that are read page by page while the sequence is walked.</summary>
public abstract class PagedAsyncEnumerable<TResponse, TResource> : IAsyncEnumerable<TResource>
{
    /// <summary>The responses of the server, one for each page.</summary>
    public virtual IAsyncEnumerable<TResponse> AsRawResponses() => throw new NotImplementedException();

    /// <summary>Reads until the page is full or nothing is left, in as many requests as it takes.</summary>
    public virtual Task<Page<TResource>> ReadPageAsync(
        int pageSize, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public virtual IAsyncEnumerator<TResource> GetAsyncEnumerator(
        CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
