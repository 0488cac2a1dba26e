namespace Shop.OpenApi;

/// <summary>An answer is not one that the API's own description tells of.</summary>
public sealed class ContractBrokenException(string message) : Exception(message);

/// <summary>
/// Checks every answer of an API against its description, as it passes. What is asked of other servers passes unseen.
/// </summary>
/// <param name="contract">Gives the description, and null for requests that are not for the API.</param>
/// <param name="coverage">Keeps what was seen.</param>
public sealed class CheckedHandler(Func<Uri, Task<Contract?>> contract, Coverage coverage) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Before the request is sent: redirects change it.
        var known = await contract(request.RequestUri!);
        var response = await base.SendAsync(request, cancellationToken);
        if (known is null)
        {
            return response;
        }
        var faults = await known.FaultsAsync(request, response, cancellationToken);
        if (faults.Count > 0)
        {
            var text = $"{request.Method} {request.RequestUri!.PathAndQuery} answers {(int)response.StatusCode}: {string.Join("; ", faults)}";
            coverage.Fault(text);
            response.Dispose();
            throw new ContractBrokenException(text);
        }
        if (known.Find(request) is { } operation)
        {
            coverage.Saw(operation, (int)response.StatusCode);
            if (request.Method != HttpMethod.Head && known.EventsOf(request, response) is { } events)
            {
                response.Content = await CheckedEvents.WrapAsync(response.Content, operation, events, coverage, cancellationToken);
            }
        }
        return response;
    }
}
