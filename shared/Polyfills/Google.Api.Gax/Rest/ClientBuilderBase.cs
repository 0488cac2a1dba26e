using Google.Apis.Auth.OAuth2;
using Google.Apis.Http;
using Google.Apis.Services;

namespace Google.Api.Gax.Rest;

/// <summary>
/// The settings that every builder of a REST client shares. Left out are the deprecated credential sources by
/// path and by JSON text, and configuration from dependency injection.
/// </summary>
public abstract class ClientBuilderBase<TClient>
{
    /// <summary>The name in the User-Agent header; null means that of the client library.</summary>
    public string ApplicationName { get; set; }

    /// <summary>Where the service is; null means production.</summary>
    public string BaseUri { get; set; }

    /// <summary>The universe domain; null means googleapis.com. Not looked at when BaseUri is set.</summary>
    public string UniverseDomain { get; set; }

    /// <summary>A credential that is used as it is; nothing adds scopes to it.</summary>
    public ICredential Credential { get; set; }

    /// <summary>A credential that is given the scopes of the API where it needs some.</summary>
    public GoogleCredential GoogleCredential { get; set; }

    /// <summary>An API key, alone or beside a credential.</summary>
    public string ApiKey { get; set; }

    /// <summary>The project that quota and bills are charged to.</summary>
    public string QuotaProject { get; set; }

    /// <summary>Makes the HTTP client; null means the library's own factory.</summary>
    public IHttpClientFactory HttpClientFactory { get; set; }

    /// <summary>Whether a service account signs its own tokens instead of asking for access tokens.</summary>
    public bool UseJwtAccessWithScopes { get; set; }

    public abstract TClient Build();

    public abstract Task<TClient> BuildAsync(CancellationToken cancellationToken = default);

    protected abstract ScopedCredentialProvider GetScopedCredentialProvider();

    protected abstract string GetDefaultApplicationName();

    protected virtual void Validate()
    {
        ValidateAtMostOneNotNull(
            "Only one source of credentials can be specified", Credential, GoogleCredential);
        ValidateAtMostOneNotNull(
            $"If an already-built credential is specified via {nameof(Credential)}, " +
            $"{nameof(QuotaProject)} must be null.",
            Credential, QuotaProject);
    }

    protected void ValidateAtMostOneNotNull(string message, params object[] values) =>
        GaxPreconditions.CheckState(values.Count(value => value is not null) < 2, message);

    protected virtual BaseClientService.Initializer CreateServiceInitializer() =>
        Initializer(GetHttpClientInitializer());

    protected virtual async Task<BaseClientService.Initializer> CreateServiceInitializerAsync(
        CancellationToken cancellationToken) =>
        Initializer(await GetHttpClientInitializerAsync(cancellationToken));

    protected virtual IConfigurableHttpClientInitializer GetHttpClientInitializer()
    {
        if (Credential is not null) return Credential;
        if (IsApiKeyEnough) return QuotaProjectHeader();
        return ForThisClient(GetScopedCredentialProvider().GetCredentials(GoogleCredential));
    }

    protected virtual async Task<IConfigurableHttpClientInitializer> GetHttpClientInitializerAsync(
        CancellationToken cancellationToken)
    {
        if (Credential is not null) return Credential;
        if (IsApiKeyEnough) return QuotaProjectHeader();
        return ForThisClient(
            await GetScopedCredentialProvider().GetCredentialsAsync(GoogleCredential, cancellationToken));
    }

    // A key beside a credential is sent with it; a key alone needs no default credentials.
    private bool IsApiKeyEnough => ApiKey is not null && GoogleCredential is null;

    private QuotaProjectInitializer QuotaProjectHeader() =>
        QuotaProject is null ? null : new QuotaProjectInitializer(QuotaProject);

    private GoogleCredential ForThisClient(GoogleCredential scoped)
    {
        if (scoped.UnderlyingCredential is ServiceAccountCredential account
            && account.UseJwtAccessWithScopes != UseJwtAccessWithScopes)
        {
            scoped = GoogleCredential.FromServiceAccountCredential(
                account.WithUseJwtAccessWithScopes(UseJwtAccessWithScopes));
        }

        return QuotaProject is null ? scoped : scoped.CreateWithQuotaProject(QuotaProject);
    }

    private BaseClientService.Initializer Initializer(IConfigurableHttpClientInitializer client)
    {
        var initializer = new BaseClientService.Initializer
        {
            HttpClientInitializer = client,
            ApiKey = ApiKey,
            ApplicationName = ApplicationName ?? GetDefaultApplicationName(),
            BaseUri = BaseUri,
            UniverseDomain = UniverseDomain,
            HttpClientFactory = HttpClientFactory,
        };
        initializer.VersionHeaderBuilder
            .AppendAssemblyVersion("gccl", GetType())
            .AppendAssemblyVersion("gax", typeof(ClientBuilderBase<TClient>));
        return initializer;
    }
}
