using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Shop.Api.Tests;

/// <summary>Signs tokens, and publishes its keys as an OpenID provider does.</summary>
internal sealed class Issuer : IAsyncDisposable
{
    public const string Name = "https://issuer.example";
    public const string Audience = "shop";

    private readonly IHost _host;
    private int _reads;

    private Issuer() => _host = new HostBuilder()
        .ConfigureWebHost(web => web
            .UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0))
            .ConfigureLogging(logging => logging.ClearProviders())
            .Configure(app => app.Run(context =>
            {
                Interlocked.Increment(ref _reads);
                context.Response.StatusCode = Status;
                return Status == 200 ? context.Response.WriteAsync(KeysOverride ?? Keys()) : Task.CompletedTask;
            })))
        .Build();

    public RSA Key { get; private set; } = RSA.Create(2048);

    public int Status { get; set; } = 200;

    /// <summary>What is published instead of the key.</summary>
    public string? KeysOverride { get; set; }

    public int Reads => _reads;

    public string KeysUrl => _host.Services.GetRequiredService<IServer>()
        .Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/certs";

    public static async Task<Issuer> StartAsync()
    {
        var issuer = new Issuer();
        await issuer._host.StartAsync();
        return issuer;
    }

    public Task<ApiServer> StartApiAsync(params (string Name, string? Value)[] environment) => ApiServer.StartAsync(
        [("AUTH_MODE", "oidc"), ("AUTH_AUDIENCE", Audience), ("AUTH_ISSUER", Name), ("AUTH_CERTS_URL", KeysUrl), .. environment]);

    public void Rotate() => Key = RSA.Create(2048);

    /// <summary>Claims of a token that is believed.</summary>
    public static Dictionary<string, object> Claims(string subject = "anna")
    {
        // Google's library judges by the machine's clock.
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        return new() { ["iss"] = Name, ["aud"] = Audience, ["sub"] = subject, ["iat"] = now - 60, ["exp"] = now + 3_600 };
    }

    public string Token(string subject = "anna") => Sign(Claims(subject));

    public string Sign(Dictionary<string, object> claims) => Sign(
        """{"alg":"RS256","typ":"JWT","kid":"k1"}""", claims,
        input => Key.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public static string Sign(string header, Dictionary<string, object> claims, Func<byte[], byte[]> sign) =>
        Sign(Encoding.UTF8.GetBytes(header), claims, sign);

    public static string Sign(byte[] header, Dictionary<string, object> claims, Func<byte[], byte[]> sign)
    {
        var input = Encode(header) + "." + Encode(JsonSerializer.SerializeToUtf8Bytes(claims));
        return input + "." + Encode(sign(Encoding.UTF8.GetBytes(input)));
    }

    public static string Encode(byte[] bytes) => WebEncoders.Base64UrlEncode(bytes);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        Key.Dispose();
    }

    public static string KeysOf(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return $$"""{"keys":[{"kty":"EC","crv":"P-256","alg":"ES256","x":"{{Encode(point.X!)}}","y":"{{Encode(point.Y!)}}"}]}""";
    }

    private string Keys()
    {
        var key = Key.ExportParameters(includePrivateParameters: false);
        return $$"""{"keys":[{"kty":"RSA","alg":"RS256","use":"sig","kid":"k1","n":"{{Encode(key.Modulus!)}}","e":"{{Encode(key.Exponent!)}}"}]}""";
    }
}
