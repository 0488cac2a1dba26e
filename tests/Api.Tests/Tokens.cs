using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Shop.Api.Tests;

public sealed class Tokens
{
    private const string TwoMugs = """{"lines":[{"sku":"mug","quantity":2}]}""";

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

    public static TheoryData<string> Forgeries => [.. _forgeries.Keys];

    [Theory, MemberData(nameof(Forgeries))]
    public async Task Forgery_IsRefusedAndPublishesNothing(string name)
    {
        await using var issuer = await Issuer.StartAsync();
        await using var api = await issuer.StartApiAsync();

        var answer = await api.SendAsync("POST", "/v1/orders", TwoMugs, ("Authorization", "Bearer " + _forgeries[name](issuer)));

        Assert.Equal("401 unauthenticated", answer.ToString());
        Assert.StartsWith("Bearer realm=\"shop\", error=\"invalid_token\", error_description=\"", answer.Headers["WWW-Authenticate"], StringComparison.Ordinal);
        Assert.Empty(api.Bus.Published);
    }

    [Theory]
    [InlineData(null, "Bearer realm=\"shop\"")]
    [InlineData("Basic YTpi", "Bearer realm=\"shop\", error=\"invalid_request\"")]
    [InlineData("Bearer", "Bearer realm=\"shop\", error=\"invalid_request\"")]
    public async Task NoToken_IsAskedFor(string? authorization, string challenge)
    {
        await using var issuer = await Issuer.StartAsync();
        await using var api = await issuer.StartApiAsync();

        var answer = await api.SendAsync(
            "POST", "/v1/orders", TwoMugs, authorization is null ? [("X-Local-Customer", "anna")] : [("Authorization", authorization)]);

        Assert.Equal("401 unauthenticated", answer.ToString());
        Assert.Equal(challenge, answer.Headers["WWW-Authenticate"]);
    }

    [Theory]
    [InlineData("Bearer ")]
    [InlineData("bearer ")]
    public async Task Token_IsBelievedAndItsSubjectIsTheCustomer(string scheme)
    {
        await using var issuer = await Issuer.StartAsync();
        await using var api = await issuer.StartApiAsync();

        var answer = await api.SendAsync(
            "POST", "/v1/orders", TwoMugs, ("Authorization", scheme + issuer.Token("auth0|anna")), ("X-Local-Customer", "boris"));

        Assert.Equal(202, answer.Status);
        var placed = Contracts.EventContracts.OrderPlaced.Decode(Assert.Single(api.Bus.Published).Message.Data.Span).Data!;
        Assert.Equal("auth0|anna", placed.CustomerId.Value);
    }

    [Fact]
    public async Task TokenSignedWithAnEllipticKey_IsBelievedWhereThatIsConfigured()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var issuer = await Issuer.StartAsync();
        issuer.KeysOverride = Issuer.KeysOf(key);
        await using var api = await issuer.StartApiAsync(("AUTH_ALGORITHM", "ES256"));
        Task<Answer> Ask(string header, ECDsa signer) => api.SendAsync("GET", "/v1/inventory", null, ("Authorization", "Bearer "
            + Issuer.Sign(header, Issuer.Claims(), input => signer.SignData(input, HashAlgorithmName.SHA256))));

        Assert.Equal("200", (await Ask("""{"alg":"ES256"}""", key)).ToString());
        Assert.Equal("401 unauthenticated", (await Ask("""{"alg":"ES256"}""", other)).ToString());
        Assert.Equal("401 unauthenticated", (await Ask("""{"alg":"RS256"}""", key)).ToString());
        // The signature of which a careless verifier believes everything: both of its numbers are zero.
        var psychic = await api.SendAsync("GET", "/v1/inventory", null, ("Authorization", "Bearer "
            + Issuer.Sign("""{"alg":"ES256"}""", Issuer.Claims(), _ => new byte[64])));
        Assert.Equal("401 unauthenticated", psychic.ToString());
    }

    [Theory]
    [InlineData("""{"alg":"RS256"}""")]
    [InlineData("""{"alg":"RS256","kid":"k2"}""")]
    public async Task TokenThatNamesNoKeyOrAnother_IsBelievedForItsSignatureAlone(string header)
    {
        await using var issuer = await Issuer.StartAsync();
        await using var api = await issuer.StartApiAsync();

        var answer = await api.SendAsync(
            "GET", "/v1/inventory", null, ("Authorization", "Bearer " + Issuer.Sign(header, Issuer.Claims(), Rs256(issuer))));

        Assert.Equal("200", answer.ToString());
    }

    [Fact]
    public async Task TwoAuthorizations_AreOneTooMany()
    {
        await using var issuer = await Issuer.StartAsync();
        await using var api = await issuer.StartApiAsync();

        var answer = await api.SendAsync("GET", "/v1/inventory", null,
            ("Authorization", "Bearer " + issuer.Token()), ("Authorization", "Bearer " + issuer.Token("boris")));

        Assert.Equal("401 unauthenticated", answer.ToString());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"keys":[{"kty":"EC","crv":"P-256"}]}""")]
    public async Task KeysThatAreNone_AreTheIssuersTroubleAndNotTheTokens(string keys)
    {
        await using var issuer = await Issuer.StartAsync();
        issuer.KeysOverride = keys;
        await using var api = await issuer.StartApiAsync();

        var answer = await api.SendAsync("GET", "/v1/inventory", null, ("Authorization", "Bearer " + issuer.Token()));

        Assert.Equal("503 unavailable", answer.ToString());
    }

    [Fact]
    public async Task OnlyOperators_Restock()
    {
        await using var issuer = await Issuer.StartAsync();
        await using var api = await issuer.StartApiAsync(("OPERATORS", "olga, oleg"));

        var anna = await api.SendAsync(
            "POST", "/v1/inventory/mug/restock", """{"quantity":1}""", ("Authorization", "Bearer " + issuer.Token()));
        var oleg = await api.SendAsync(
            "POST", "/v1/inventory/mug/restock", """{"quantity":1}""", ("Authorization", "Bearer " + issuer.Token("oleg")));

        Assert.Equal(("403 operators-only", "202"), (anna.ToString(), oleg.ToString()));
    }

    [Fact]
    public async Task Keys_AreReadOnceAndAgainWhenTheyWereRotated()
    {
        await using var issuer = await Issuer.StartAsync();
        await using var api = await issuer.StartApiAsync();
        Task<Answer> Ask(string token) => api.SendAsync("GET", "/v1/inventory", null, ("Authorization", "Bearer " + token));

        var believed = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Ask(issuer.Token($"customer{i}"))));
        var readsBefore = issuer.Reads;
        var old = issuer.Token();
        issuer.Rotate();
        var rotated = await Ask(issuer.Token());
        var forged = new List<Answer>();
        for (var i = 0; i < 10; i++)
        {
            forged.Add(await Ask(old));
        }

        Assert.All(believed, answer => Assert.Equal(200, answer.Status));
        Assert.Equal(1, readsBefore);
        Assert.Equal(200, rotated.Status);
        Assert.All(forged, answer => Assert.Equal(401, answer.Status));
        Assert.Equal(2, issuer.Reads);
        api.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(401, (await Ask(old)).Status);
        Assert.Equal(3, issuer.Reads);
    }

    [Fact]
    public async Task KeysThatCannotBeRead_Are503UntilTheyCan()
    {
        await using var issuer = await Issuer.StartAsync();
        await using var api = await issuer.StartApiAsync();
        issuer.Status = 500;

        var during = await api.SendAsync("GET", "/v1/inventory", null, ("Authorization", "Bearer " + issuer.Token()));
        issuer.Status = 200;
        var after = await api.SendAsync("GET", "/v1/inventory", null, ("Authorization", "Bearer " + issuer.Token()));

        Assert.Equal(("503 unavailable", "200"), (during.ToString(), after.ToString()));
        Assert.True(during.Headers.ContainsKey("Retry-After"));
    }

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
