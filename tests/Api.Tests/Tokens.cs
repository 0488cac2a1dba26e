using System.Security.Cryptography;

namespace Shop.Api.Tests;

public sealed partial class Tokens
{
    private const string TwoMugs = """{"lines":[{"sku":"mug","quantity":2}]}""";

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
}
