namespace Google.Api.Gax.Rest;

/// <summary>How one listing call carries its page size, page token and resources.</summary>
public interface IPageManager<TRequest, TResponse, TResource>
{
    void SetPageSize(TRequest request, int pageSize);

    void SetPageToken(TRequest request, string pageToken);

    /// <summary>The resources of one response; null where the response has none.</summary>
    IEnumerable<TResource> GetResources(TResponse response);

    /// <summary>The token of the next page; null on the last one.</summary>
    string GetNextPageToken(TResponse response);
}
