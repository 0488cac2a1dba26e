using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Shop.EndToEnd.Identity;

/// <summary>The whole suite as <c>deploy/local.sh --auth</c> starts it, and people who call its API with tokens.</summary>
public sealed class SecuredSuite : RunningSuite, IAsyncLifetime
{
    private readonly CheckedApi _api;

    // AUTH_MODE stands for what a shell may hold: --auth must win over it.
    public SecuredSuite()
        : base(new Dictionary<string, string> { ["AUTH_MODE"] = "none" }, "--auth") =>
        _api = new CheckedApi(uri => uri.Authority != CloudUrl.Authority);

    public Uri ApiUrl { get; private set; } = null!;

    public CheckedApi Api => _api;

    public async Task InitializeAsync()
    {
        await StartAsync();
        await FindApiAsync();
    }

    /// <summary>After a start, it answers at another address.</summary>
    public async Task FindApiAsync() => ApiUrl = await AddressOfAsync("Api");

    public async Task DisposeAsync()
    {
        Assert.Equal(0, await EndAsync());
        _api.Dispose();
    }

    public async Task<string> TokenAsync(string subject, string? audience = null)
    {
        using var response = await Http.PostAsync(
            new Uri(CloudUrl, "issuer/token"),
            new FormUrlEncodedContent([new("username", subject), new("audience", audience ?? "")]));
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id_token").GetString()!;
    }

    /// <summary>Calls the API; null sends no token.</summary>
    public async Task<(int Status, JsonElement Body)> CallAsync(
        string? token, string method, string path, string? json = null, string? prefer = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(ApiUrl, path));
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        request.Content = json is null ? null : Json(json);
        if (prefer is not null)
        {
            request.Headers.Add("Prefer", prefer);
        }
        using var response = await _api.Client.SendAsync(request);
        return ((int)response.StatusCode, JsonElement.Parse(await response.Content.ReadAsStringAsync()));
    }
}

/// <summary>Shares one secured suite between the tests that only use it.</summary>
[CollectionDefinition(Name)]
public sealed class SecuredTests : ICollectionFixture<SecuredSuite>
{
    public const string Name = "the secured suite";
}
