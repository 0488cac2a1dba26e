using Google.Api.Gax;
using Google.Apis.Auth.OAuth2;

namespace Google.Cloud.Storage.V1.Tests;

/// <summary>These tests set environment variables; being one class, they run one after the other.</summary>
public sealed class BuilderTests : IDisposable
{
    private const string Variable = "STORAGE_EMULATOR_HOST";
    private readonly string? _before = Environment.GetEnvironmentVariable(Variable);

    public void Dispose() => Environment.SetEnvironmentVariable(Variable, _before);

    [Theory]
    [InlineData(EmulatorDetection.None, "127.0.0.1:9", "https://storage.googleapis.com/storage/v1/")]
    [InlineData(EmulatorDetection.None, null, "https://storage.googleapis.com/storage/v1/")]
    [InlineData(EmulatorDetection.ProductionOnly, null, "https://storage.googleapis.com/storage/v1/")]
    [InlineData(EmulatorDetection.ProductionOnly, "  ", "https://storage.googleapis.com/storage/v1/")]
    [InlineData(EmulatorDetection.EmulatorOrProduction, null, "https://storage.googleapis.com/storage/v1/")]
    [InlineData(EmulatorDetection.EmulatorOrProduction, " ", "https://storage.googleapis.com/storage/v1/")]
    [InlineData(EmulatorDetection.EmulatorOrProduction, "127.0.0.1:9", "http://127.0.0.1:9")]
    [InlineData(EmulatorDetection.EmulatorOnly, "127.0.0.1:9", "http://127.0.0.1:9")]
    [InlineData(EmulatorDetection.EmulatorOnly, "http://127.0.0.1:9", "http://127.0.0.1:9")]
    [InlineData(EmulatorDetection.EmulatorOnly, "HTTPS://127.0.0.1:9", "HTTPS://127.0.0.1:9")]
    [InlineData(
        EmulatorDetection.EmulatorOnly, "http://127.0.0.1:9/storage/v1/", "http://127.0.0.1:9/storage/v1/")]
    public async Task Detection_ChoosesTheBaseUri(EmulatorDetection detection, string? value, string baseUri)
    {
        Environment.SetEnvironmentVariable(Variable, value);
        var builder = new StorageClientBuilder
        {
            EmulatorDetection = detection,
            UnauthenticatedAccess = true,
        };

        using var client = builder.Build();
        using var asynchronous = await builder.BuildAsync();

        Assert.Equal((baseUri, baseUri), (client.Service.BaseUri, asynchronous.Service.BaseUri));
    }

    [Fact]
    public void Detection_IsOffByDefault() =>
        Assert.Equal(EmulatorDetection.None, new StorageClientBuilder().EmulatorDetection);

    [Theory]
    [InlineData(EmulatorDetection.ProductionOnly, "127.0.0.1:9", "is set, contrary to use of")]
    [InlineData(EmulatorDetection.EmulatorOnly, null, "is not set, contrary to use of")]
    [InlineData(EmulatorDetection.EmulatorOnly, "", "is not set, contrary to use of")]
    public void UnexpectedVariable_IsRefused(EmulatorDetection detection, string? value, string message)
    {
        Environment.SetEnvironmentVariable(Variable, value);
        var builder = new StorageClientBuilder
        {
            EmulatorDetection = detection,
            UnauthenticatedAccess = true,
        };

        var failure = Assert.Throws<InvalidOperationException>(() => builder.Build());

        Assert.Equal(
            $"Emulator environment variable '{Variable}' {message} EmulatorDetection.{detection}",
            failure.Message);
    }

    [Fact]
    public void UnknownDetection_IsRefused()
    {
        var builder = new StorageClientBuilder { EmulatorDetection = (EmulatorDetection)9 };

        Assert.Throws<InvalidOperationException>(() => builder.Build());
    }

    public static TheoryData<StorageClientBuilder> SettingsForProduction =>
    [
        new StorageClientBuilder { BaseUri = "https://storage.example/storage/v1/" },
        new StorageClientBuilder { ApiKey = "key" },
        new StorageClientBuilder { QuotaProject = "project" },
        new StorageClientBuilder { Credential = GoogleCredential.FromAccessToken("token") },
        new StorageClientBuilder { GoogleCredential = GoogleCredential.FromAccessToken("token") },
    ];

    [Theory]
    [MemberData(nameof(SettingsForProduction))]
    public void SettingForProduction_IsIgnoredOrRefusedByTheEmulator(StorageClientBuilder builder)
    {
        Environment.SetEnvironmentVariable(Variable, "127.0.0.1:9");
        builder.EmulatorDetection = EmulatorDetection.EmulatorOrProduction;
        using var client = builder.Build();
        Assert.Equal("http://127.0.0.1:9", client.Service.BaseUri);
        Assert.Null(client.Service.HttpClientInitializer);

        builder.EmulatorDetection = EmulatorDetection.EmulatorOnly;
        Assert.Throws<InvalidOperationException>(() => builder.Build());
    }

    // The path of the API is the caller's to add; uploads bring their own.
    [Theory]
    [InlineData("", "/b/bucket/o/name", "/upload/storage/v1/b/bucket/o?uploadType=resumable")]
    [InlineData(
        "/storage/v1/", "/storage/v1/b/bucket/o/name", "/upload/storage/v1/b/bucket/o?uploadType=resumable")]
    public async Task EmulatorHost_IsTalkedToWithoutCredentials(string path, string metadata, string upload)
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(200, Content.ObjectJson()).Then(200, "", UploadTests.Session(server));
        Environment.SetEnvironmentVariable(Variable, new Uri(server.Address).Authority + path);
        using var client =
            new StorageClientBuilder { EmulatorDetection = EmulatorDetection.EmulatorOnly }.Build();

        await client.GetObjectAsync("bucket", "name");
        await client.InitiateUploadSessionAsync("bucket", "name", "text/plain", contentLength: null);

        Assert.Equal([metadata, upload], server.Requests.Select(request => request.Target));
        Assert.All(server.Requests, request => Assert.Null(request.Header("Authorization")));
    }

    public static TheoryData<StorageClientBuilder> Contradictions =>
    [
        new StorageClientBuilder { UnauthenticatedAccess = true, ApiKey = "key" },
        new StorageClientBuilder
        {
            UnauthenticatedAccess = true,
            Credential = GoogleCredential.FromAccessToken("token"),
        },
        new StorageClientBuilder
        {
            Credential = GoogleCredential.FromAccessToken("token"),
            GoogleCredential = GoogleCredential.FromAccessToken("token"),
        },
        new StorageClientBuilder
        {
            Credential = GoogleCredential.FromAccessToken("token"),
            QuotaProject = "project",
        },
    ];

    [Theory]
    [MemberData(nameof(Contradictions))]
    public async Task ContradictingCredentials_AreRefused(StorageClientBuilder builder)
    {
        Assert.Throws<InvalidOperationException>(() => builder.Build());
        await Assert.ThrowsAsync<InvalidOperationException>(() => builder.BuildAsync());
    }
}
