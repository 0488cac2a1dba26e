using System.Text;

namespace Google.Cloud.Functions.Hosting.Tests;

internal static class Requests
{
    /// <summary>Posts a body with headers written as <c>name: value|name: value</c>, unchecked.</summary>
    internal static async Task<HttpResponseMessage> PostAsync(
        FunctionHost host, string headers, string body, string path = "/")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        foreach (string header in headers.Split('|', StringSplitOptions.RemoveEmptyEntries))
        {
            int colon = header.IndexOf(": ", StringComparison.Ordinal);
            request.Content.Headers.TryAddWithoutValidation(header[..colon], header[(colon + 2)..]);
        }
        return await host.Client.SendAsync(request);
    }
}
