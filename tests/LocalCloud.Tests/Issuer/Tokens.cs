using System.Net;
using System.Text.Json;

namespace Shop.LocalCloud.Tests.Issuer;

public sealed class Tokens : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("localcloud-issuer-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Token_SaysWhoItIsForAndEndsWithinTheHour()
    {
        await using var issuer = await IssuerServer.StartAsync(_folder.FullName);

        var (status, answer) = await issuer.AskAsync("username=anna");

        var claims = await issuer.VerifyAsync(answer.GetProperty("id_token").GetString()!);
        var now = issuer.Clock.GetUtcNow().ToUnixTimeSeconds();
        Assert.Equal(200, status);
        Assert.Equal(issuer.Origin + "/issuer", claims.GetProperty("iss").GetString());
        Assert.Equal("anna", claims.GetProperty("sub").GetString());
        Assert.Equal("shop-api", claims.GetProperty("aud").GetString());
        Assert.Equal((now, now + 3_600), (claims.GetProperty("iat").GetInt64(), claims.GetProperty("exp").GetInt64()));
        Assert.False(claims.TryGetProperty("nonce", out _));
        Assert.Equal("Bearer", answer.GetProperty("token_type").GetString());
        Assert.Equal(3_600, answer.GetProperty("expires_in").GetInt64());
    }

    [Fact]
    public async Task AudienceAndLife_MayBeAskedFor()
    {
        await using var issuer = await IssuerServer.StartAsync(_folder.FullName);

        var (_, answer) = await issuer.AskAsync("grant_type=password&username=anna&password=x&audience=other&expires_in=90");

        var claims = await issuer.VerifyAsync(answer.GetProperty("access_token").GetString()!);
        Assert.Equal("other", claims.GetProperty("aud").GetString());
        Assert.Equal(90, claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64());
    }

    [Fact]
    public async Task Shell_GetsTheTokenAlone()
    {
        await using var issuer = await IssuerServer.StartAsync(_folder.FullName);

        using var response = await issuer.PostAsync("token", "username=anna", ("Accept", "text/plain"));

        Assert.Equal("text/plain", response.Content.Headers.ContentType!.MediaType);
        var claims = await issuer.VerifyAsync(await response.Content.ReadAsStringAsync());
        Assert.Equal("anna", claims.GetProperty("sub").GetString());
    }

    [Theory]
    [InlineData("", "invalid_request", "username is missing: who the token is for, as in curl -d username=anna.")]
    [InlineData("username=", "invalid_request", "username is missing: who the token is for, as in curl -d username=anna.")]
    [InlineData("username=a%25", "invalid_request", "username must be 1 to 128 printable ASCII characters without % and \".")]
    [InlineData("username=%C3%A4", "invalid_request", "username must be 1 to 128 printable ASCII characters without % and \".")]
    [InlineData("username=a&username=b", "invalid_request", "username is there twice.")]
    [InlineData("username=a&grant_type=client_credentials", "unsupported_grant_type", "grant_type must be password, or be left out.")]
    [InlineData("username=a&expires_in=0", "invalid_request", "expires_in must be a whole number of seconds from 1 to 86400.")]
    [InlineData("username=a&expires_in=86401", "invalid_request", "expires_in must be a whole number of seconds from 1 to 86400.")]
    [InlineData("username=a&expires_in=-1", "invalid_request", "expires_in must be a whole number of seconds from 1 to 86400.")]
    [InlineData("username=a&expires_in=1e3", "invalid_request", "expires_in must be a whole number of seconds from 1 to 86400.")]
    public async Task FaultyForm_IsExplained(string form, string error, string sentence)
    {
        await using var issuer = await IssuerServer.StartAsync(_folder.FullName);

        Assert.Equal((400, error, sentence), Fault(await issuer.AskAsync(form)));
    }

    [Fact]
    public async Task Json_IsNoForm()
    {
        await using var issuer = await IssuerServer.StartAsync(_folder.FullName);

        using var response = await issuer.Client.PostAsync("/issuer/token", new StringContent("""{"username":"anna"}"""));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("Send a form", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    // A web site can have a browser send this form; it must not be answered with a token.
    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Origin", "https://evil.example")]
    public async Task AnotherSite_GetsNoToken(string header, string value)
    {
        await using var issuer = await IssuerServer.StartAsync(_folder.FullName);

        var (status, answer) = await issuer.AskAsync("username=anna", (header, value));

        Assert.Equal((403, "access_denied"), (status, answer.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task NextStart_SignsWithTheSameKey()
    {
        string token;
        await using (var first = await IssuerServer.StartAsync(_folder.FullName))
        {
            token = (await first.AskAsync("username=anna")).Body.GetProperty("id_token").GetString()!;
        }

        await using var second = await IssuerServer.StartAsync(_folder.FullName);

        Assert.Equal("anna", (await second.VerifyAsync(token)).GetProperty("sub").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("no key at all")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n")]
    public async Task DamagedKey_IsReplaced(string content)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "issuer.pem"), content);

        await using var issuer = await IssuerServer.StartAsync(_folder.FullName);

        await issuer.VerifyAsync((await issuer.AskAsync("username=anna")).Body.GetProperty("id_token").GetString()!);
    }

    [Fact]
    public async Task KeyFile_IsItsOwnersAlone()
    {
        await using var issuer = await IssuerServer.StartAsync(_folder.FullName);

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(Path.Combine(_folder.FullName, "issuer.pem")));
        }
        Assert.DoesNotContain("\"d\"", await issuer.Client.GetStringAsync("/issuer/certs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Description_NamesWhereEverythingIs()
    {
        await using var issuer = await IssuerServer.StartAsync(_folder.FullName);

        var about = JsonElement.Parse(await issuer.Client.GetStringAsync("/issuer/.well-known/openid-configuration"));

        Assert.Equal(issuer.Origin + "/issuer", about.GetProperty("issuer").GetString());
        using var keys = await issuer.Client.GetAsync(about.GetProperty("jwks_uri").GetString());
        using var token = await issuer.Client.PostAsync(
            about.GetProperty("token_endpoint").GetString(), new FormUrlEncodedContent([new("username", "anna")]));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (keys.StatusCode, token.StatusCode));
    }

    private static (int, string?, string?) Fault((int Status, JsonElement Body) answer) => (
        answer.Status, answer.Body.GetProperty("error").GetString(), answer.Body.GetProperty("error_description").GetString());
}
