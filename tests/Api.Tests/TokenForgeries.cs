using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Shop.Api.Tests;

/// <summary>What nobody must take for a token.</summary>
public sealed partial class Tokens
{
    private static readonly Dictionary<string, Func<Issuer, string>> _forgeries = new()
    {
        ["garbage"] = _ => "garbage",
        ["empty parts"] = _ => "..",
        ["four parts"] = issuer => issuer.Token() + ".x",
        ["no base64"] = _ => "!!.!!.!!",
        ["no JSON"] = _ => "eA.eA.eA",
        ["payload no JSON"] = issuer => issuer.Token().Split('.') is var parts ? $"{parts[0]}.eA.{parts[2]}" : "",
        ["payload a list"] = issuer => issuer.Token().Split('.') is var parts ? $"{parts[0]}.W10.{parts[2]}" : "",
        ["payload null"] = issuer => issuer.Token().Split('.') is var parts ? $"{parts[0]}.bnVsbA.{parts[2]}" : "",
        ["space in the signature"] = issuer => issuer.Token()[..^4] + " " + issuer.Token()[^4..],
        ["tabulator in the claims"] = issuer => issuer.Token().Split('.') is var parts ? $"{parts[0]}.{parts[1][..8]}\t{parts[1][8..]}.{parts[2]}" : "",
        ["padding after the signature"] = issuer => issuer.Token() + "==",
        ["base64 of another alphabet"] = issuer => issuer.Token()[..^2] + "+/",
        ["two tokens"] = issuer => issuer.Token() + ", " + issuer.Token(),
        ["signature no base64"] = issuer => issuer.Token()[..(issuer.Token().LastIndexOf('.') + 1)] + "!!!!",
        ["critical extension"] = issuer => Issuer.Sign("""{"alg":"RS256","crit":["b64"]}""", Issuer.Claims(), Rs256(issuer)),
        ["alg twice"] = issuer => Issuer.Sign("""{"alg":"none","alg":"RS256"}""", Issuer.Claims(), Rs256(issuer)),
        ["kid twice"] = issuer => Issuer.Sign("""{"alg":"RS256","kid":"k1","kid":"k1"}""", Issuer.Claims(), Rs256(issuer)),
        ["kid a list"] = issuer => Issuer.Sign("""{"alg":"RS256","kid":["k1","k2"]}""", Issuer.Claims(), Rs256(issuer)),
        ["kid missing, wrong key"] = _ => Issuer.Sign("""{"alg":"RS256"}""", Issuer.Claims(), OtherKey),
        ["kid a path, wrong key"] = _ => Issuer.Sign("""{"alg":"RS256","kid":"../../dev/null"}""", Issuer.Claims(), OtherKey),
        ["kid a query, wrong key"] = _ => Issuer.Sign("""{"alg":"RS256","kid":"' OR 1=1 --"}""", Issuer.Claims(), OtherKey),
        ["kid with a zero, wrong key"] = _ => Issuer.Sign("""{"alg":"RS256","kid":"\u0000"}""", Issuer.Claims(), OtherKey),
        ["kid null"] = issuer => Issuer.Sign("""{"alg":"RS256","kid":null}""", Issuer.Claims(), Rs256(issuer)),
        ["kid an object"] = issuer => Issuer.Sign("""{"alg":"RS256","kid":{}}""", Issuer.Claims(), Rs256(issuer)),
        ["subject twice"] = issuer => TwiceIn(issuer, "sub", "boris"),
        ["audience twice"] = issuer => TwiceIn(issuer, "aud", "other"),
        ["kid not UTF-8, wrong key"] = _ => Issuer.Sign([.. """{"alg":"RS256","kid":"""u8, 0x22, 0xff, 0x22, .. "}"u8], Issuer.Claims(), OtherKey),
        ["claims too deep"] = issuer => Deep(issuer, 70),
        ["audience a number"] = issuer => issuer.Sign(With("aud", 7)),
        ["audience a list of numbers"] = issuer => issuer.Sign(With("aud", (int[])[7])),
        ["issuer a list"] = issuer => issuer.Sign(With("iss", (string[])[Issuer.Name])),
        ["subject a number"] = issuer => issuer.Sign(With("sub", 7)),
        ["expiry a text"] = issuer => issuer.Sign(With("exp", "tomorrow")),
        ["expiry with a fraction"] = issuer => issuer.Sign(With("exp", Seconds(600) + 0.5)),
        ["expiry before 1970"] = issuer => issuer.Sign(With("exp", -1)),
        ["jti a list"] = issuer => issuer.Sign(With("jti", (int[])[7])),
        ["too long"] = issuer => issuer.Sign(With("padding", new string('x', 9_000))),
        ["alg none"] = _ => Issuer.Sign("""{"alg":"none"}""", Issuer.Claims(), _ => []),
        ["alg none, some signature"] = _ => Issuer.Sign("""{"alg":"none"}""", Issuer.Claims(), _ => [1]),
        ["alg None"] = _ => Issuer.Sign("""{"alg":"None"}""", Issuer.Claims(), _ => [1]),
        ["alg empty"] = _ => Issuer.Sign("""{"alg":""}""", Issuer.Claims(), _ => [1]),
        ["alg rs256"] = issuer => Issuer.Sign("""{"alg":"rs256"}""", Issuer.Claims(), Rs256(issuer)),
        ["alg null"] = issuer => Issuer.Sign("""{"alg":null}""", Issuer.Claims(), Rs256(issuer)),
        ["payload that is not encoded"] = issuer => Issuer.Sign("""{"alg":"RS256","b64":false}""", Issuer.Claims(), Rs256(issuer)),
        ["alg missing"] = issuer => Issuer.Sign("""{"typ":"JWT"}""", Issuer.Claims(), Rs256(issuer)),
        ["alg a number"] = issuer => Issuer.Sign("""{"alg":256}""", Issuer.Claims(), Rs256(issuer)),
        ["HS256 with the public key"] = issuer => Issuer.Sign(
            """{"alg":"HS256"}""", Issuer.Claims(), input => HMACSHA256.HashData(issuer.Key.ExportSubjectPublicKeyInfo(), input)),
        ["HS256 with the public key as PEM"] = issuer => Issuer.Sign(
            """{"alg":"HS256"}""", Issuer.Claims(),
            input => HMACSHA256.HashData(Encoding.UTF8.GetBytes(issuer.Key.ExportSubjectPublicKeyInfoPem()), input)),
        ["HS256 with the modulus"] = issuer => Issuer.Sign("""{"alg":"HS256"}""", Issuer.Claims(),
            input => HMACSHA256.HashData(issuer.Key.ExportParameters(includePrivateParameters: false).Modulus!, input)),
        ["HS256 with nothing"] = _ => Issuer.Sign("""{"alg":"HS256"}""", Issuer.Claims(), input => HMACSHA256.HashData(Array.Empty<byte>(), input)),
        ["RS512"] = issuer => Issuer.Sign("""{"alg":"RS512"}""", Issuer.Claims(),
            input => issuer.Key.SignData(input, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1)),
        ["PS256"] = issuer => Issuer.Sign("""{"alg":"PS256"}""", Issuer.Claims(),
            input => issuer.Key.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)),
        ["RS256 in name only"] = issuer => Issuer.Sign("""{"alg":"RS256"}""", Issuer.Claims(),
            input => issuer.Key.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)),
        ["ES256"] = _ => Issuer.Sign("""{"alg":"ES256"}""", Issuer.Claims(), input => ECDsa.Create().SignData(input, HashAlgorithmName.SHA256)),
        ["wrong key"] = _ => Issuer.Sign("""{"alg":"RS256","kid":"k1"}""", Issuer.Claims(),
            OtherKey),
        ["key in the header"] = _ => Issuer.Sign("""{"alg":"RS256","jku":"http://127.0.0.1:1/","jwk":{"kty":"RSA"}}""", Issuer.Claims(), OtherKey),
        ["address of a key in the header"] = _ => Issuer.Sign(
            """{"alg":"RS256","jku":"http://127.0.0.1:1/","x5u":"http://127.0.0.1:1/"}""", Issuer.Claims(), OtherKey),
        ["signature of zeros"] = issuer => Issuer.Sign("""{"alg":"RS256","kid":"k1"}""", Issuer.Claims(), _ => new byte[256]),
        ["signature one byte long"] = issuer => Issuer.Sign("""{"alg":"RS256","kid":"k1"}""", Issuer.Claims(), _ => [0]),
        ["signature of another's claims"] = issuer => string.Join('.',
            [.. issuer.Token().Split('.')[..2], issuer.Token("boris").Split('.')[2]]),
        ["signature missing"] = issuer => issuer.Token()[..(issuer.Token().LastIndexOf('.') + 1)],
        ["signature cut"] = issuer => issuer.Token()[..^4],
        ["claims changed"] = issuer => string.Join('.',
            [issuer.Token().Split('.')[0], issuer.Token("boris").Split('.')[1], issuer.Token().Split('.')[2]]),
        ["other audience"] = issuer => issuer.Sign(With("aud", "other")),
        ["audience in capitals"] = issuer => issuer.Sign(With("aud", Issuer.Audience.ToUpperInvariant())),
        ["audience that begins alike"] = issuer => issuer.Sign(With("aud", Issuer.Audience + "/")),
        ["audience null"] = issuer => issuer.Sign(With("aud", null!)),
        ["one audience of two other"] = issuer => issuer.Sign(With("aud", (string[])[Issuer.Audience, "other"])),
        ["no audience"] = issuer => issuer.Sign(Without("aud")),
        ["empty audience"] = issuer => issuer.Sign(With("aud", Array.Empty<string>())),
        ["other issuer"] = issuer => issuer.Sign(With("iss", "https://accounts.google.com")),
        ["issuer that begins alike"] = issuer => issuer.Sign(With("iss", Issuer.Name + ".evil.example")),
        ["issuer with a slash"] = issuer => issuer.Sign(With("iss", Issuer.Name + "/")),
        ["empty issuer"] = issuer => issuer.Sign(With("iss", "")),
        ["no issuer"] = issuer => issuer.Sign(Without("iss")),
        ["expired"] = issuer => issuer.Sign(With("exp", Seconds(-120))),
        ["expired in 1970"] = issuer => issuer.Sign(With("exp", 0)),
        ["no expiry"] = issuer => issuer.Sign(Without("exp")),
        ["expiry far beyond time"] = issuer => issuer.Sign(With("exp", long.MaxValue)),
        ["issued in the future"] = issuer => issuer.Sign(With("iat", Seconds(600))),
        ["not yet valid"] = issuer => issuer.Sign(With("nbf", Seconds(600))),
        ["not valid before the end of time"] = issuer => issuer.Sign(With("nbf", long.MaxValue)),
        ["no subject"] = issuer => issuer.Sign(Without("sub")),
        ["empty subject"] = issuer => issuer.Token(""),
        ["subject null"] = issuer => issuer.Sign(With("sub", null!)),
        ["subject with a line break"] = issuer => issuer.Token("anna\r\nX-Evil: 1"),
        ["subject with a zero"] = issuer => issuer.Token("anna\0"),
        ["subject that no attribute carries"] = issuer => issuer.Token("änna"),
        ["subject too long"] = issuer => issuer.Token(new string('a', 129)),
    };

    private static Func<byte[], byte[]> Rs256(Issuer issuer) =>
        input => issuer.Key.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private static byte[] OtherKey(byte[] input)
    {
        using var key = RSA.Create(2048);
        return key.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    // Readers differ in which of two they take, so one of them would be another caller.
    private static string TwiceIn(Issuer issuer, string claim, string first) =>
        SignText(issuer, $"{{\"{claim}\":\"{first}\",{JsonSerializer.Serialize(Issuer.Claims())[1..]}");

    private static string Deep(Issuer issuer, int depth) => SignText(
        issuer, $"{{\"deep\":{new string('[', depth)}{new string(']', depth)},{JsonSerializer.Serialize(Issuer.Claims())[1..]}");

    private static string SignText(Issuer issuer, string claims)
    {
        var input = Issuer.Encode("""{"alg":"RS256"}"""u8.ToArray()) + "." + Issuer.Encode(Encoding.UTF8.GetBytes(claims));
        return input + "." + Issuer.Encode(Rs256(issuer)(Encoding.UTF8.GetBytes(input)));
    }

    private static long Seconds(int fromNow) => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + fromNow;

    private static Dictionary<string, object> With(string claim, object value) => new(Issuer.Claims()) { [claim] = value };

    private static Dictionary<string, object> Without(string claim)
    {
        var claims = Issuer.Claims();
        claims.Remove(claim);
        return claims;
    }
}
