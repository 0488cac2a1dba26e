using System.Net.Http.Headers;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Responses;

namespace Shop.Documents.Firestore;

/// <summary>
/// Puts an access token on requests. Credentials are looked for when the first request needs them.
/// </summary>
internal sealed class FirestoreAuthorization(FirestoreOptions options)
{
    private const string Scope = "https://www.googleapis.com/auth/datastore";

    private GoogleCredential? _scoped;

    public async ValueTask AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (options.IsEmulator)
        {
            // The emulator's word for "whoever asks may do everything".
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "owner");
            return;
        }
        try
        {
            // Two first requests may both get here; either result serves, and only a success is remembered.
            _scoped ??= (await CredentialAsync(cancellationToken)).CreateScoped(Scope);
            var token = await ((ITokenAccessWithHeaders)_scoped).GetAccessTokenWithHeadersForRequestAsync(
                options.Root.AbsoluteUri, cancellationToken);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.AccessToken);
            // These name the project to be billed, where the credential is a person's; the token is not among
            // them.
            token.AddHeaders(request.Headers);
        }
        catch (Exception fault)
            when (fault is TokenResponseException or HttpRequestException or TimeoutException)
        {
            throw new DocumentStoreException(RpcStatus.Unavailable, "No access token could be had.", fault)
            {
                IsSurelyNotApplied = true,
            };
        }
    }

    private async ValueTask<GoogleCredential> CredentialAsync(CancellationToken cancellationToken) =>
        options.Credential ?? await GoogleCredential.GetApplicationDefaultAsync(cancellationToken);
}
