using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Shop.LocalCloud.Issuer;

/// <summary>Either what was asked for, or an error as OAuth names it and a sentence for people.</summary>
internal sealed record Asked<T>(T? Value, string Error = "", string Description = "")
    where T : class
{
    public static Asked<T> For(T value) => new(value);

    public static Asked<T> Wrong(string description, string error = "invalid_request") => new(null, error, description);
}

/// <summary>What a page asks for that sends a person here to sign in.</summary>
/// <param name="ClientId">Whom the token is to be made out to.</param>
/// <param name="RedirectUri">Where the person goes back to, with the token behind the <c>#</c>.</param>
/// <param name="State">Given back as it came.</param>
/// <param name="Nonce">Put into the token.</param>
internal sealed record SignInRequest(string ClientId, Uri RedirectUri, string State, string Nonce);

/// <summary>Reads what is asked of the issuer: parameters of OAuth 2.0 and OpenID Connect.</summary>
internal static class IssuerForm
{
    // Far above what anybody sends; it comes back in a URL.
    private const int TextLengthMax = 512;

    /// <summary>A token for a program (RFC 6749, section 4.3): a name, and any password or none.</summary>
    public static Asked<IdToken> ReadToken(IReadOnlyDictionary<string, StringValues> form, string audience)
    {
        if (Repeated(form) is { } twice)
        {
            return Asked<IdToken>.Wrong($"{twice} is there twice.");
        }
        if (Text(form, "grant_type") is not ("" or "password"))
        {
            return Asked<IdToken>.Wrong("grant_type must be password, or be left out.", "unsupported_grant_type");
        }
        if (Text(form, "username") is not { Length: > 0 } subject)
        {
            return Asked<IdToken>.Wrong("username is missing: who the token is for, as in curl -d username=anna.");
        }
        if (!IdToken.IsSubject(subject))
        {
            return Asked<IdToken>.Wrong($"username must be {IdToken.SubjectForm}.");
        }
        if (Text(form, "audience") is { Length: > TextLengthMax })
        {
            return Asked<IdToken>.Wrong($"audience has more than {TextLengthMax} characters.");
        }
        var life = IdToken.LifeDefault;
        if (Text(form, "expires_in") is { Length: > 0 } seconds)
        {
            if (!int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || number < 1 || number > IdToken.LifeMax.TotalSeconds)
            {
                return Asked<IdToken>.Wrong(
                    $"expires_in must be a whole number of seconds from 1 to {IdToken.LifeMax.TotalSeconds}.");
            }
            life = TimeSpan.FromSeconds(number);
        }
        return Asked<IdToken>.For(new IdToken(subject, Text(form, "audience") is { Length: > 0 } other ? other : audience, life));
    }

    /// <summary>A person's way through a browser (OpenID Connect Core, section 3.2, for an ID token alone).</summary>
    public static Asked<SignInRequest> ReadSignIn(IReadOnlyDictionary<string, StringValues> form)
    {
        if (Repeated(form) is { } twice)
        {
            return Asked<SignInRequest>.Wrong($"{twice} is there twice.");
        }
        if (form.Values.Any(value => value.ToString().Length > TextLengthMax))
        {
            return Asked<SignInRequest>.Wrong($"A parameter has more than {TextLengthMax} characters.");
        }
        if (Text(form, "response_type") != "id_token")
        {
            return Asked<SignInRequest>.Wrong("response_type must be id_token.", "unsupported_response_type");
        }
        if (Text(form, "response_mode") is not ("" or "fragment"))
        {
            return Asked<SignInRequest>.Wrong("response_mode must be fragment, or be left out.");
        }
        if (!Text(form, "scope").Split(' ').Contains("openid"))
        {
            return Asked<SignInRequest>.Wrong("scope must hold openid.", "invalid_scope");
        }
        foreach (var name in (string[])["client_id", "nonce"])
        {
            if (Text(form, name).Length == 0)
            {
                return Asked<SignInRequest>.Wrong($"{name} is missing.");
            }
        }
        // A token that leaves the machine would be one for this machine's API all the same, but nobody's business.
        return Uri.TryCreate(Text(form, "redirect_uri"), UriKind.Absolute, out var back)
            && back.Scheme is "http" or "https" && back.IsLoopback && back.Fragment.Length + back.UserInfo.Length == 0
                ? Asked<SignInRequest>.For(
                    new SignInRequest(Text(form, "client_id"), back, Text(form, "state"), Text(form, "nonce")))
                : Asked<SignInRequest>.Wrong("redirect_uri must be an http or https URL on this machine, without a fragment.");
    }

    public static string Text(IReadOnlyDictionary<string, StringValues> form, string name) =>
        form.TryGetValue(name, out var values) ? values.ToString() : "";

    // RFC 6749, section 3.1: parameters must not be included more than once.
    private static string? Repeated(IReadOnlyDictionary<string, StringValues> form) =>
        form.FirstOrDefault(one => one.Value.Count > 1).Key;
}
