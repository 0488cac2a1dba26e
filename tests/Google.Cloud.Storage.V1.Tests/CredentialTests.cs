using System.Buffers.Text;
using System.Security.Cryptography;
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

        var claims = Claims(Assert.Single(server.Requests));
        Assert.Equal("robot@shop.iam.gserviceaccount.com", claims.GetProperty("iss").GetString());
        Assert.Equal(
            "https://www.googleapis.com/auth/devstorage.full_control",
            claims.GetProperty("scope").GetString());
    }

    // The credentials are looked up once for the whole process: no other test may depend on them.
    [Fact]
    public async Task ClientWithoutSettings_UsesApplicationDefaultCredentials()
    {
        const string variable = "GOOGLE_APPLICATION_CREDENTIALS";
        var before = Environment.GetEnvironmentVariable(variable);
        var file = Path.GetTempFileName();
        using var key = RSA.Create(2048);
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new
        {
            type = "service_account",
            project_id = "shop",
            private_key_id = "1",
            private_key = key.ExportPkcs8PrivateKeyPem(),
            client_email = "default@shop.iam.gserviceaccount.com",
            token_uri = "https://oauth2.googleapis.com/token",
        }));
        await using var server = await ServerAsync();
        try
        {
            Environment.SetEnvironmentVariable(variable, file);
            using var client = await new StorageClientBuilder { BaseUri = server.BaseUri }.BuildAsync();
            await client.GetObjectAsync("bucket", "name");
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, before);
            File.Delete(file);
        }

        var claims = Claims(Assert.Single(server.Requests));
        Assert.Equal("default@shop.iam.gserviceaccount.com", claims.GetProperty("iss").GetString());
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

    private static JsonElement Claims(ReceivedRequest request)
    {
        var token = request.Header("Authorization")!["Bearer ".Length..];
        return JsonDocument.Parse(Base64Url.DecodeFromChars(token.Split('.')[1])).RootElement;
    }
}
