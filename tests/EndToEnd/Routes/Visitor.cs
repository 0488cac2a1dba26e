using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Shop.EndToEnd.Routes;

/// <summary>What was answered.</summary>
internal sealed record Visit(int Status, JsonElement Body, string? Tag)
{
    public string Text(string member) => Body.GetProperty(member).GetString()!;
}

/// <summary>Somebody with a token, or without one, at one API.</summary>
internal sealed class Visitor(CheckedApi api, Uri url, string? token)
{
    public async Task<Visit> AskAsync(
        string method, string path, string? json = null, params (string Name, string Value)[] headers)
    {
        using var response = await SendAsync(method, path, json, headers);
        var body = await response.Content.ReadAsByteArrayAsync();
        return new Visit(
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true && body.Length > 0
                ? JsonElement.Parse(body) : default,
            response.Headers.ETag?.ToString());
    }

    /// <summary>Reads a stream, and on from where it ended, until there is nothing new: then it is answered 204.</summary>
    public async Task FollowAsync(string path)
    {
        var (status, last) = (200, "");
        while (status == 200)
        {
            using var response = await SendAsync("GET", path, null, [.. last.Length > 0 ? [("Last-Event-ID", last)] : Array.Empty<(string, string)>()]);
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
            while (await reader.ReadLineAsync() is { } line)
            {
                last = line.StartsWith("id:", StringComparison.Ordinal) ? line[3..].Trim() : last;
            }
            status = (int)response.StatusCode;
        }
        Assert.Equal(204, status);
    }

    private async Task<HttpResponseMessage> SendAsync(
        string method, string path, string? json, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(url, path));
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content!.Headers.Remove(name);
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }
        return await api.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
