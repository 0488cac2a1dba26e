using System.Net;

namespace Shop.LocalCloud.Tests.Issuer;

public sealed class SignIns : IDisposable
{
    private const string Asked =
        "response_type=id_token&scope=openid&client_id=shop-api&redirect_uri=http%3A%2F%2F127.0.0.1%3A8080%2F&state=s%261&nonce=n1";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("localcloud-issuer-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Person_GoesBackWithATokenBehindTheHash()
    {
        await using var issuer = await IssuerServer.StartAsync(_folder.FullName);

        using var response = await issuer.PostAsync("authorize", Asked + "&subject=anna", ("Origin", issuer.Origin));

        var target = response.Headers.Location!;
        var answer = System.Web.HttpUtility.ParseQueryString(target.Fragment[1..]);
        var claims = await issuer.VerifyAsync(answer["id_token"]!);
        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.Equal("http://127.0.0.1:8080/", target.GetLeftPart(UriPartial.Query));
        Assert.Equal("s&1", answer["state"]);
        Assert.Equal(
            ("anna", "shop-api", "n1"),
            (claims.GetProperty("sub").GetString(), claims.GetProperty("aud").GetString(), claims.GetProperty("nonce").GetString()));
    }

    [Fact]
    public async Task Page_ShowsWhatItWasAskedAsTextOnly()
    {
        await using var issuer = await IssuerServer.StartAsync(_folder.FullName);

        using var response = await issuer.Client.GetAsync(
            "/issuer/authorize?" + Asked.Replace("shop-api", "%22%3E%3Cscript%3E", StringComparison.Ordinal));

        var page = await response.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("value=\"&quot;&gt;&lt;script&gt;\"", page, StringComparison.Ordinal);
        Assert.StartsWith(
            "default-src 'none'; style-src 'self'; form-action 'self' http://127.0.0.1:8080;",
            Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoSubject_IsAskedForAgain()
    {
        await using var issuer = await IssuerServer.StartAsync(_folder.FullName);

        using var response = await issuer.PostAsync("authorize", Asked + "&subject=50%25", ("Origin", issuer.Origin));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(
            "role=\"alert\">Must be 1 to 128 printable ASCII characters", await response.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("redirect_uri=http%3A%2F%2F127.0.0.1%3A8080%2F", "redirect_uri=https%3A%2F%2Fevil.example%2F", "redirect_uri must be")]
    [InlineData("redirect_uri=http%3A%2F%2F127.0.0.1%3A8080%2F", "redirect_uri=javascript%3Aalert(1)", "redirect_uri must be")]
    [InlineData("redirect_uri=http%3A%2F%2F127.0.0.1%3A8080%2F", "redirect_uri=http%3A%2F%2F127.0.0.1%40evil.example%2F", "redirect_uri must be")]
    [InlineData("response_type=id_token", "response_type=code", "response_type must be id_token.")]
    [InlineData("scope=openid", "scope=email", "scope must hold openid.")]
    [InlineData("nonce=n1", "nonce=", "nonce is missing.")]
    [InlineData("client_id=shop-api", "client_id=", "client_id is missing.")]
    [InlineData("nonce=n1", "nonce=n1&nonce=n2", "nonce is there twice.")]
    public async Task FaultyQuestion_IsExplainedAndGoesNowhere(string part, string instead, string sentence)
    {
        await using var issuer = await IssuerServer.StartAsync(_folder.FullName);
        var asked = Asked.Replace(part, instead, StringComparison.Ordinal);

        using var shown = await issuer.Client.GetAsync("/issuer/authorize?" + asked);
        using var posted = await issuer.PostAsync("authorize", asked + "&subject=anna", ("Origin", issuer.Origin));

        foreach (var response in (HttpResponseMessage[])[shown, posted])
        {
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Null(response.Headers.Location);
            Assert.Contains(sentence, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }
}
