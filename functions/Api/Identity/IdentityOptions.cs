using Shop.Contracts;
using Shop.Eventing;

namespace Shop.Api.Identity;

/// <summary>Who is believed to be whom.</summary>
/// <param name="Tokens">How tokens are verified; null where <c>AUTH_MODE</c> is <c>none</c> and nobody is.</param>
/// <param name="Operators"><c>OPERATORS</c>: subjects, separated by commas, that may do what operators may.</param>
internal sealed record IdentityOptions(TokenOptions? Tokens, IReadOnlySet<CustomerId> Operators)
{
    private const string Oidc = "oidc";
    private const string None = "none";

    /// <summary>Who sends what nobody signed; an operator unless <c>OPERATORS</c> says otherwise.</summary>
    public static CustomerId LocalCustomer { get; } = CustomerId.Parse("local");

    public static IdentityOptions Read(Settings settings, bool isDeployed)
    {
        var mode = settings.Optional("AUTH_MODE") ?? Oidc;
        if (mode is not (Oidc or None))
        {
            settings.Fault($"AUTH_MODE is '{mode}'; it must be {Oidc} or {None}");
        }
        if (mode == None && isDeployed)
        {
            settings.Fault("AUTH_MODE is none, which believes everybody; that is refused where K_SERVICE is set");
        }
        var tokens = mode == None ? null : TokenOptions.Read(settings);
        return new IdentityOptions(tokens, OperatorsOf(settings, isLocal: mode == None));
    }

    private static HashSet<CustomerId> OperatorsOf(Settings settings, bool isLocal)
    {
        if (settings.Optional("OPERATORS") is not { } text)
        {
            return isLocal ? [LocalCustomer] : [];
        }
        var operators = new HashSet<CustomerId>();
        foreach (var subject in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (CustomerId.TryParse(subject, out var id))
            {
                operators.Add(id);
            }
            else
            {
                settings.Fault("OPERATORS holds a subject that is not 1 to 128 printable ASCII characters without % and \"");
            }
        }
        return operators;
    }
}

/// <summary>Which tokens are believed.</summary>
/// <param name="Issuers"><c>AUTH_ISSUER</c>; Google's where it is unset.</param>
/// <param name="Audience"><c>AUTH_AUDIENCE</c>: whom the token must be made out to.</param>
/// <param name="KeysUrl"><c>AUTH_CERTS_URL</c>: the issuer's keys as a JWK set; Google's where both are unset.</param>
/// <param name="Algorithm">
/// <c>AUTH_ALGORITHM</c>: RS256 (unless said otherwise) or ES256. One, and not what the token says: a token that
/// chooses how it is verified has chosen to be believed.
/// </param>
/// <param name="SignInUrl">
/// <c>AUTH_SIGN_IN_URL</c>: the issuer's authorization endpoint, to which the console sends people for a token; null
/// where they must bring one.
/// </param>
internal sealed record TokenOptions(
    IReadOnlyList<string> Issuers, string Audience, Uri KeysUrl, string Algorithm, Uri? SignInUrl)
{
    private const string GoogleKeys = "https://www.googleapis.com/oauth2/v3/certs";
    private static readonly string[] _google = ["https://accounts.google.com", "accounts.google.com"];

    public static TokenOptions Read(Settings settings)
    {
        var audience = settings.Required(
            "AUTH_AUDIENCE", "the audience of the ID tokens, usually an OAuth client id (or AUTH_MODE to none on a laptop)");
        var issuer = settings.Optional("AUTH_ISSUER");
        var keys = issuer is null
            ? settings.Optional("AUTH_CERTS_URL") ?? GoogleKeys
            : settings.Required("AUTH_CERTS_URL", "the URL of the JWK set of the issuer that AUTH_ISSUER names");
        if (keys.Length > 0 && !IsTrustworthy(keys))
        {
            settings.Fault($"AUTH_CERTS_URL is '{keys}'; it must be an https URL, or http on a loopback address");
            keys = "";
        }
        var algorithm = settings.Optional("AUTH_ALGORITHM") ?? "RS256";
        if (algorithm is not ("RS256" or "ES256"))
        {
            settings.Fault($"AUTH_ALGORITHM is '{algorithm}'; it must be RS256 or ES256");
        }
        return new TokenOptions(
            issuer is null ? _google : [issuer], audience, new Uri(keys.Length > 0 ? keys : GoogleKeys), algorithm,
            SignIn(settings));
    }

    private static Uri? SignIn(Settings settings)
    {
        if (settings.Optional("AUTH_SIGN_IN_URL") is not { } text)
        {
            return null;
        }
        if (IsTrustworthy(text))
        {
            return new Uri(text);
        }
        settings.Fault($"AUTH_SIGN_IN_URL is '{text}'; it must be an https URL, or http on a loopback address");
        return null;
    }

    private static bool IsTrustworthy(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));
}
