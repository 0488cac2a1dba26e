using System.Runtime.CompilerServices;
using Google.Apis.Requests;

namespace Google.Api.Gax.Rest;

/// <summary>A listing whose pages are requested while it is walked, anew on each walk.</summary>
public sealed class RestPagedAsyncEnumerable<TRequest, TResponse, TResource>(
    Func<TRequest> requestProvider, IPageManager<TRequest, TResponse, TResource> pageManager)
    : PagedAsyncEnumerable<TResponse, TResource>
    where TRequest : class, IClientServiceRequest<TResponse>
    where TResponse : class
{
    public override IAsyncEnumerable<TResponse> AsRawResponses() => Responses();

    public override async IAsyncEnumerator<TResource> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        await foreach (var response in Responses(cancellationToken))
        {
            foreach (var resource in pageManager.GetResources(response) ?? [])
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return resource;
            }
        }
    }

    public override async Task<Page<TResource>> ReadPageAsync(
        int pageSize, CancellationToken cancellationToken = default)
    {
        var request = requestProvider();
        var resources = new List<TResource>(pageSize);
        string token = null;
        while (resources.Count < pageSize)
        {
            pageManager.SetPageSize(request, pageSize - resources.Count);
            var response = await request.ExecuteAsync(cancellationToken);
            resources.AddRange(pageManager.GetResources(response) ?? []);
            token = pageManager.GetNextPageToken(response);
            if (token is null) break;
            pageManager.SetPageToken(request, token);
        }

        return new Page<TResource>(resources, token);
    }

    private async IAsyncEnumerable<TResponse> Responses(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = requestProvider();
        string token;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            var response = await request.ExecuteAsync(cancellationToken);
            // Read before the caller sees the response, who may change it.
            token = pageManager.GetNextPageToken(response);
            yield return response;
            pageManager.SetPageToken(request, token);
        }
        while (token is not null);
    }
}
