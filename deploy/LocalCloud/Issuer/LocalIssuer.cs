namespace Shop.LocalCloud.Issuer;

/// <summary>
/// An OpenID provider for this machine: it believes everybody who says who they are. What it issues is good for nothing
/// but the suite beside it, whose API is told to trust it.
/// </summary>
/// <param name="key">Signs the tokens.</param>
/// <param name="clock">By which tokens are issued and end.</param>
internal sealed class LocalIssuer(SigningKey key, TimeProvider clock)
{
    public const string Path = "/issuer";

    /// <summary>The one subject that may restock.</summary>
    public const string Operator = "operator";

    /// <summary>The function that verifies tokens.</summary>
    public const string Verifier = "Api";

    /// <summary>Whom tokens are made out to, unless something else is asked for.</summary>
    public const string Audience = "shop-api";

    public SigningKey Key => key;

    public static LocalIssuer Open(string folder, TimeProvider clock)
    {
        var key = SigningKey.LoadOrMake(System.IO.Path.Combine(folder, "issuer.pem"));
        return new LocalIssuer(key, clock);
    }

    /// <summary>The issuer's name, which is where it answers, as OpenID Connect Discovery has it.</summary>
    public static string NameAt(string origin) => origin + Path;

    /// <summary>What the verifier must be told. It wins over the shell: who asks for tokens wants these.</summary>
    public static IReadOnlyDictionary<string, string> Variables(string origin) => new Dictionary<string, string>
    {
        ["AUTH_MODE"] = "oidc",
        ["AUTH_ISSUER"] = NameAt(origin),
        ["AUTH_CERTS_URL"] = NameAt(origin) + "/certs",
        ["AUTH_AUDIENCE"] = Audience,
        ["AUTH_ALGORITHM"] = "RS256",
        ["AUTH_SIGN_IN_URL"] = NameAt(origin) + "/authorize",
        ["OPERATORS"] = Operator,
    };

    /// <param name="token">What it is to say.</param>
    /// <param name="origin">Where this issuer answers.</param>
    public string Issue(IdToken token, string origin) => token.Sign(key, NameAt(origin), clock.GetUtcNow());
}
