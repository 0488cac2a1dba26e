using Shop.OpenApi;

namespace Shop.Api.Tests;

/// <summary>What the API says of itself, read once for all tests: every server of these says the same.</summary>
internal static class Described
{
    private static readonly Lazy<Task<Contract>> _contract = new(ReadAsync);

    public static Coverage Coverage { get; } = new();

    public static HttpClient NewClient()
    {
        HttpClient? client = null;
        // Storage, which some tests speak to as well, answers elsewhere.
        client = new HttpClient(new CheckedHandler(
            async uri => uri.Authority == client!.BaseAddress?.Authority ? await _contract.Value : null, Coverage)
        {
            InnerHandler = new HttpClientHandler(),
        });
        return client;
    }

    public static Task<Contract> ContractAsync() => _contract.Value;

    private static async Task<Contract> ReadAsync()
    {
        await using var api = await ApiServer.StartAsync();
        using var http = new HttpClient();
        return new Contract(ApiDescription.Parse(await http.GetStringAsync(new Uri(api.Client.BaseAddress!, "/openapi/v1.json"))));
    }
}
