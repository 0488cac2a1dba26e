using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;

namespace Shop.LocalCloud.Issuer;

/// <summary>What a token says.</summary>
/// <param name="Subject">Who it speaks of.</param>
/// <param name="Audience">Whom it is made out to.</param>
/// <param name="Life">How long it is valid.</param>
/// <param name="Nonce">By which a page knows that the token answers its own question; null for none.</param>
internal sealed record IdToken(string Subject, string Audience, TimeSpan Life, string? Nonce = null)
{
    /// <summary>As long as Google's.</summary>
    public static readonly TimeSpan LifeDefault = TimeSpan.FromHours(1);

    /// <summary>A token cannot be taken back, here as elsewhere.</summary>
    public static readonly TimeSpan LifeMax = TimeSpan.FromDays(1);

    /// <summary>As the API takes it; an id that goes into events and log lines.</summary>
    public const int SubjectLengthMax = 128;

    public const string SubjectForm = "1 to 128 printable ASCII characters without % and \"";

    public static bool IsSubject(string text) =>
        text.Length is > 0 and <= SubjectLengthMax && text.All(letter => letter is >= ' ' and <= '~' and not ('%' or '"'));

    /// <returns>The token in its compact form (RFC 7515).</returns>
    public string Sign(SigningKey key, string issuer, DateTimeOffset now)
    {
        var header = new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = key.Id };
        var issued = now.ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = issuer,
            ["sub"] = Subject,
            ["aud"] = Audience,
            ["iat"] = issued,
            ["exp"] = issued + (long)Life.TotalSeconds,
        };
        if (Nonce is not null)
        {
            claims["nonce"] = Nonce;
        }
        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
}
