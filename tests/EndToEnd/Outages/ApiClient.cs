using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Shop.EndToEnd.Outages;

/// <summary>The API as its callers see it.</summary>
internal sealed class ApiClient(Uri api) : IDisposable
{
    // The API answers within 20 seconds and what its caller wants to wait; more is a hang.
    private static readonly TimeSpan _hang = TimeSpan.FromSeconds(45);

    private readonly HttpClient _http = new() { BaseAddress = api, Timeout = _hang };

    /// <param name="method">GET or POST.</param>
    /// <param name="path">Of the API, without the leading slash.</param>
    /// <param name="json">The body; null for none.</param>
    /// <param name="headers">More headers.</param>
    public async Task<ApiAnswer> SendAsync(
        string method, string path, string? json = null, params (string Name, string? Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = json is null ? null : RunningSuite.Json(json);
        foreach (var (name, value) in headers.Where(header => header.Value is not null))
        {
            request.Headers.Add(name, value);
        }
        try
        {
            using var response = await _http.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            return new ApiAnswer(
                $"{method} {path}", (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, response.Headers.RetryAfter, text);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{method} {path} was not answered within {_hang.TotalSeconds} s.");
        }
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>What the API answered.</summary>
internal sealed record ApiAnswer(string To, int Status, string? MediaType, RetryConditionHeaderValue? RetryAfter, string Text)
{
    public JsonElement Json => JsonElement.Parse(Text);

    public bool IsAccepted => Status is (int)HttpStatusCode.OK or (int)HttpStatusCode.Created or (int)HttpStatusCode.Accepted;

    /// <summary>Fails unless it is a problem of the kind, that says what to do and when.</summary>
    public void AssertTrouble(string problem, string advice)
    {
        Assert.True(Status == 503, $"{this} should be 503");
        Assert.Equal("application/problem+json", MediaType);
        Assert.Equal("/problems/" + problem, Json.GetProperty("type").GetString());
        Assert.Equal(503, Json.GetProperty("status").GetInt32());
        Assert.Contains(advice, Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.True(RetryAfter?.Delta > TimeSpan.Zero, $"{this} does not say when to try again");
    }

    public override string ToString() => $"{To} was answered {Status} {Text}";
}
