using System.Net;
using System.Net.Http.Headers;

namespace Shop.Gcloud.Checking;

/// <summary>
/// Requests to Google's APIs with the rights, and by the ways, that <c>gcloud</c> has: its token, and what its
/// environment says of proxies (<c>CLOUDSDK_PROXY_*</c>) and other addresses
/// (<c>CLOUDSDK_API_ENDPOINT_OVERRIDES_*</c>).
/// </summary>
internal sealed class CloudAccess : IDisposable
{
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;
    private readonly Func<string, string?> _environment;

    /// <param name="token">See <c>gcloud auth print-access-token</c>.</param>
    /// <param name="environment">Value of a variable; null where it is not set.</param>
    public CloudAccess(string token, Func<string, string?> environment)
    {
        _environment = environment;
        var handler = new SocketsHttpHandler();
        if (environment("CLOUDSDK_PROXY_ADDRESS") is { Length: > 0 } address)
        {
            handler.Proxy = new WebProxy(address, int.Parse(environment("CLOUDSDK_PROXY_PORT") ?? "80"));
        }
        _http = new HttpClient(handler) { Timeout = _timeout };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <param name="api">Its host without the domain, like <c>pubsub</c>.</param>
    /// <param name="path">And query.</param>
    /// <param name="post">Whether it is asked for by a POST without content, as policies of projects are.</param>
    /// <exception cref="HttpRequestException">No answer.</exception>
    public async Task<(HttpStatusCode Status, string Body)> AskAsync(string api, string path, bool post = false)
    {
        var origin = _environment("CLOUDSDK_API_ENDPOINT_OVERRIDES_" + api.ToUpperInvariant()) is { Length: > 0 } other
            ? new Uri(other).GetLeftPart(UriPartial.Authority)
            : $"https://{api}.googleapis.com";
        using var request = new HttpRequestMessage(post ? HttpMethod.Post : HttpMethod.Get, $"{origin}/{path}");
        if (post)
        {
            request.Content = new StringContent("{}", new MediaTypeHeaderValue("application/json"));
        }
        using var response = await _http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public void Dispose() => _http.Dispose();
}
