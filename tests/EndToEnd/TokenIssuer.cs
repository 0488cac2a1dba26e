using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Shop.EndToEnd;

/// <summary>Signs ID tokens, and publishes its key as an OpenID provider does.</summary>
internal sealed class TokenIssuer : IAsyncDisposable
{
    private const string Name = "https://issuer.example";
    private const string Audience = "shop-e2e";

    private readonly RSA _key = RSA.Create(2048);
    private readonly WebApplication _app;

    private TokenIssuer()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(context => context.Response.WriteAsync(Keys()));
    }

    /// <summary>Makes a function believe the tokens of this issuer.</summary>
    public (string Name, string Value)[] Environment =>
    [
        ("AUTH_MODE", "oidc"), ("AUTH_AUDIENCE", Audience), ("AUTH_ISSUER", Name), ("AUTH_CERTS_URL", _app.Urls.Single() + "/certs"),
    ];

    public static async Task<TokenIssuer> StartAsync()
    {
        var issuer = new TokenIssuer();
        await issuer._app.StartAsync();
        return issuer;
    }

    public string Token(string subject)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = new { iss = Name, aud = Audience, sub = subject, iat = now - 60, exp = now + 3_600 };
        var input = Encode("""{"alg":"RS256","typ":"JWT","kid":"e2e"}"""u8) + "." + Encode(JsonSerializer.SerializeToUtf8Bytes(claims));
        return input + "." + Encode(_key.SignData(Encoding.ASCII.GetBytes(input), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private string Keys()
    {
        var key = _key.ExportParameters(includePrivateParameters: false);
        return JsonSerializer.Serialize(new
        {
            keys = new[] { new { kty = "RSA", alg = "RS256", use = "sig", kid = "e2e", n = Encode(key.Modulus), e = Encode(key.Exponent) } },
        });
    }

    private static string Encode(ReadOnlySpan<byte> bytes) => WebEncoders.Base64UrlEncode(bytes);
}
