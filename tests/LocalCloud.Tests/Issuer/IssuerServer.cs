using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Shop.LocalCloud.Issuer;
using Shop.LocalCloud.Tests.Storage;

namespace Shop.LocalCloud.Tests.Issuer;

/// <summary>The issuer alone, on a free port.</summary>
internal sealed class IssuerServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SigningKey _key;

    private IssuerServer(WebApplication app, SigningKey key, ManualClock clock)
    {
        (_app, _key, Clock) = (app, key, clock);
        Origin = app.Urls.Single();
        Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(Origin) };
    }

    public string Origin { get; }

    public HttpClient Client { get; }

    public ManualClock Clock { get; }

    public static async Task<IssuerServer> StartAsync(string folder)
    {
        var (clock, origin) = (new ManualClock(), new IssuerOrigin());
        var key = SigningKey.LoadOrMake(Path.Combine(folder, "issuer.pem"));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapIssuer(new LocalIssuer(key, clock), origin);
        await app.StartAsync();
        var server = new IssuerServer(app, key, clock);
        origin.Value = server.Origin;
        return server;
    }

    /// <summary>Posts a form as <c>curl -d</c> does.</summary>
    public async Task<(int Status, JsonElement Body)> AskAsync(string form, params (string Name, string Value)[] headers)
    {
        using var response = await PostAsync("token", form, headers);
        return ((int)response.StatusCode, JsonElement.Parse(await response.Content.ReadAsStringAsync()));
    }

    public Task<HttpResponseMessage> PostAsync(string path, string form, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, LocalIssuer.Path + "/" + path)
        {
            Content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded"),
        };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }
        return Client.SendAsync(request);
    }

    /// <summary>Verifies the signature by what the issuer publishes, as the API does.</summary>
    /// <returns>The claims.</returns>
    public async Task<JsonElement> VerifyAsync(string token)
    {
        var parts = token.Split('.');
        var header = JsonElement.Parse(Base64Url.DecodeFromChars(parts[0]));
        var keys = JsonElement.Parse(await Client.GetStringAsync(LocalIssuer.Path + "/certs"));
        var key = Assert.Single(keys.GetProperty("keys").EnumerateArray());
        Assert.Equal("RS256", header.GetProperty("alg").GetString());
        Assert.Equal(key.GetProperty("kid").GetString(), header.GetProperty("kid").GetString());
        using var rsa = RSA.Create(new RSAParameters
        {
            Modulus = Base64Url.DecodeFromChars(key.GetProperty("n").GetString()),
            Exponent = Base64Url.DecodeFromChars(key.GetProperty("e").GetString()),
        });
        Assert.True(rsa.VerifyData(
            Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]),
            HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        return JsonElement.Parse(Base64Url.DecodeFromChars(parts[1]));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        _key.Dispose();
    }
}
