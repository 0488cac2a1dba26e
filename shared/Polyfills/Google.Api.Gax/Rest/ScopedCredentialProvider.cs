using Google.Apis.Auth.OAuth2;

namespace Google.Api.Gax.Rest;

/// <summary>
/// Credentials with the scopes of one API. The application default credentials are looked up once, on first
/// use: that may ask the metadata server, which neither a constructor nor a second client should wait for.
/// </summary>
public sealed class ScopedCredentialProvider
{
    private readonly Lazy<Task<GoogleCredential>> _applicationDefault;
    private readonly List<string> _scopes;
    private readonly bool _useJwtWithScopes;

    public ScopedCredentialProvider(IEnumerable<string> scopes, bool useJwtWithScopes)
    {
        _scopes = [.. GaxPreconditions.CheckNotNull(scopes, nameof(scopes))];
        GaxPreconditions.CheckArgument(
            !_scopes.Contains(null), nameof(scopes), "Scopes must not contain any null references");
        _useJwtWithScopes = useJwtWithScopes;
        // On the thread pool, so that the synchronous path may block on it.
        _applicationDefault = new(() => Task.Run(
            async () => Scoped(await GoogleCredential.GetApplicationDefaultAsync())));
    }

    public ScopedCredentialProvider(IEnumerable<string> scopes)
        : this(scopes, useJwtWithScopes: false)
    {
    }

    internal GoogleCredential GetCredentials(GoogleCredential credentials) =>
        credentials is null ? _applicationDefault.Value.GetAwaiter().GetResult() : Scoped(credentials);

    internal Task<GoogleCredential> GetCredentialsAsync(
        GoogleCredential credentials, CancellationToken cancellationToken) =>
        credentials is null
            ? _applicationDefault.Value.WaitAsync(cancellationToken)
            : Task.FromResult(Scoped(credentials));

    private GoogleCredential Scoped(GoogleCredential original)
    {
        if (!original.IsCreateScopedRequired || _scopes.Count == 0) return original;

        var scoped = original.CreateScoped(_scopes);
        return _useJwtWithScopes && scoped.UnderlyingCredential is ServiceAccountCredential account
            ? GoogleCredential.FromServiceAccountCredential(account.WithUseJwtAccessWithScopes(true))
            : scoped;
    }
}
