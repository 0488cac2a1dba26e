using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Shop.Gcloud.Tests.ControlPlane;

/// <summary>Asks the stub as a program does that says the API in the path.</summary>
internal sealed class StubClient(StubCloud cloud) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = cloud.Address };

    public void Dispose() => _http.Dispose();

    public Task<JsonObject> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<JsonObject> PostAsync(string path, JsonObject body) => SendAsync(HttpMethod.Post, path, body);

    public Task<JsonObject> PutAsync(string path, JsonObject body) => SendAsync(HttpMethod.Put, path, body);

    public Task<JsonObject> PatchAsync(string path, JsonObject body) => SendAsync(HttpMethod.Patch, path, body);

    public Task<JsonObject> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    /// <summary>Enables APIs and makes accounts, as every test needs them that is about something else.</summary>
    public async Task PrepareAsync(string[] services, params string[] accounts)
    {
        await PostAsync($"/serviceusage.googleapis.com/v1/projects/{cloud.State.Project}/services:batchEnable", new()
        {
            ["serviceIds"] = new JsonArray([.. services.Select(each => (JsonNode?)(each + ".googleapis.com"))]),
        });
        foreach (var account in accounts)
        {
            await PostAsync($"/iam.googleapis.com/v1/projects/{cloud.State.Project}/serviceAccounts",
                new() { ["accountId"] = account });
        }
    }

    private async Task<JsonObject> SendAsync(HttpMethod method, string path, JsonObject? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", GcloudProcess.Token);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var response = await _http.SendAsync(request);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
    }
}
