using Google.Apis.Auth.OAuth2;
using Google.Apis.Http;

namespace Google.Api.Gax.Rest;

/// <summary>Names the quota project where an API key stands in for the credential that would.</summary>
internal sealed class QuotaProjectInitializer(string quotaProject)
    : IConfigurableHttpClientInitializer, IHttpExecuteInterceptor
{
    private readonly AccessTokenWithHeaders _headers =
        new AccessTokenWithHeaders.Builder { QuotaProject = quotaProject }.Build(null);

    public void Initialize(ConfigurableHttpClient httpClient) => httpClient.MessageHandler.Credential = this;

    public Task InterceptAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _headers.AddHeaders(request);
        return Task.CompletedTask;
    }
}
