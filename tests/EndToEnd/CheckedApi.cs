using System.Collections.Concurrent;
using Shop.OpenApi;

namespace Shop.EndToEnd;

/// <summary>A client of the API by which every answer is held against the API's own description.</summary>
public sealed class CheckedApi : IDisposable
{
    private readonly ConcurrentDictionary<string, Task<Contract>> _contracts = new();
    private readonly HttpClient _unchecked = new();
    private readonly Func<Uri, bool> _isApi;

    /// <param name="isApi">Tells the API's addresses from others that the client is used for.</param>
    public CheckedApi(Func<Uri, bool> isApi)
    {
        _isApi = isApi;
        Client = new HttpClient(new CheckedHandler(ContractOf, Coverage) { InnerHandler = new HttpClientHandler() });
    }

    public HttpClient Client { get; }

    public Coverage Coverage { get; } = new();

    public async Task<ApiDescription> DescriptionAsync(Uri api) => (await ReadAsync(api)).Description;

    public void Dispose()
    {
        Client.Dispose();
        _unchecked.Dispose();
        // Also what a test caught, or did not wait for.
        Assert.Empty(Coverage.Faults);
    }

    private async Task<Contract?> ContractOf(Uri uri) => _isApi(uri) ? await ReadAsync(uri) : null;

    private Task<Contract> ReadAsync(Uri api) => _contracts.GetOrAdd(api.GetLeftPart(UriPartial.Authority), async origin =>
        new Contract(ApiDescription.Parse(await _unchecked.GetStringAsync(new Uri(new Uri(origin), "openapi/v1.json")))));
}
