using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Google.Apis.Auth.OAuth2;

namespace Google.Cloud.Storage.V1.Tests;

public class CredentialTests
{
    [Fact]
    public async Task GivenCredential_IsSent()
    {
        await using var server = await ServerAsync();
        using var client = await new StorageClientBuilder
        {
            BaseUri = server.BaseUri,
            Credential = GoogleCredential.FromAccessToken("token"),
        }.BuildAsync();

        await client.GetObjectAsync("bucket", "name");

        Assert.Equal("Bearer token", Assert.Single(server.Requests).Header("Authorization"));
    }

    [Fact]
    public async Task ApiKey_NeedsNoCredential()
    {
        await using var server = await ServerAsync();
        server.Then(200, "x");
        using var client = new StorageClientBuilder
        {
            BaseUri = server.BaseUri,
            ApiKey = "key",
            QuotaProject = "my-project",
        }.Build();

        await client.GetObjectAsync("bucket", "name");
        await client.DownloadObjectAsync("bucket", "name", Stream.Null);

        Assert.Equal("/storage/v1/b/bucket/o/name?key=key", server.Requests[0].Target);
        Assert.Contains("key=key", server.Requests[1].Target, StringComparison.Ordinal);
        Assert.All(
            server.Requests,
            request => Assert.Equal("my-project", request.Header("x-goog-user-project")));
        Assert.Null(server.Requests[0].Header("Authorization"));
    }

    [Fact]
    public async Task ServiceAccount_SignsItsOwnTokenForTheScopeOfStorage()
    {
        await using var server = await ServerAsync();
        using var key = RSA.Create(2048);
        var account = new ServiceAccountCredential(
            new ServiceAccountCredential.Initializer("robot@shop.iam.gserviceaccount.com") { Key = key });
        using var client = new StorageClientBuilder
        {
            BaseUri = server.BaseUri,
            GoogleCredential = GoogleCredential.FromServiceAccountCredential(account),
        }.Build();

        await client.GetObjectAsync("bucket", "name");

        var token = Assert.Single(server.Requests).Header("Authorization")!["Bearer ".Length..];
        var claims = JsonDocument.Parse(Base64Url(token.Split('.')[1])).RootElement;
        Assert.Equal("robot@shop.iam.gserviceaccount.com", claims.GetProperty("iss").GetString());
        Assert.Equal(
            "https://www.googleapis.com/auth/devstorage.full_control",
            claims.GetProperty("scope").GetString());
    }

    [Fact]
    public async Task Client_NamesItselfAndItsLibraries()
    {
        await using var server = await ServerAsync();
        using var client = new StorageClientBuilder
        {
            BaseUri = server.BaseUri,
            UnauthenticatedAccess = true,
            ApplicationName = "shop",
        }.Build();

        await client.GetObjectAsync("bucket", "name");

        var request = Assert.Single(server.Requests);
        Assert.StartsWith("shop ", request.Header("User-Agent"), StringComparison.Ordinal);
        Assert.Contains("gccl/", request.Header("x-goog-api-client"), StringComparison.Ordinal);
    }

    private static async Task<ScriptedServer> ServerAsync() =>
        (await ScriptedServer.StartAsync()).Then(200, Content.ObjectJson());

    private static string Base64Url(string text) =>
        Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(text));
}
