using Google.Apis.Requests;

namespace Google.Api.Gax.Rest;

/// <summary>A listing whose pages are requested while it is walked, anew on each walk.</summary>
public sealed class RestPagedEnumerable<TRequest, TResponse, TResource>(
    Func<TRequest> requestProvider, IPageManager<TRequest, TResponse, TResource> pageManager)
    : PagedEnumerable<TResponse, TResource>
    where TRequest : class, IClientServiceRequest<TResponse>
    where TResponse : class
{
    public override IEnumerable<TResponse> AsRawResponses()
    {
        var request = requestProvider();
        string token;
        do
        {
            var response = request.Execute();
            // Read before the caller sees the response, who may change it.
            token = pageManager.GetNextPageToken(response);
            yield return response;
            pageManager.SetPageToken(request, token);
        }
        while (token is not null);
    }

    public override IEnumerator<TResource> GetEnumerator() =>
        AsRawResponses().SelectMany(response => pageManager.GetResources(response) ?? []).GetEnumerator();

    public override Page<TResource> ReadPage(int pageSize)
    {
        var request = requestProvider();
        var resources = new List<TResource>(pageSize);
        string token = null;
        while (resources.Count < pageSize)
        {
            pageManager.SetPageSize(request, pageSize - resources.Count);
            var response = request.Execute();
            resources.AddRange(pageManager.GetResources(response) ?? []);
            token = pageManager.GetNextPageToken(response);
            if (token is null) break;
            pageManager.SetPageToken(request, token);
        }

        return new Page<TResource>(resources, token);
    }
}
