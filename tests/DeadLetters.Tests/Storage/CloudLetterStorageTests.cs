using Google;
using Google.Cloud.Storage.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shop.LocalCloud.Storage;
using Shop.Topology;

namespace Shop.DeadLetters.Tests.Storage;

/// <summary>The client of Cloud Storage against the local cloud, over HTTP.</summary>
public sealed class CloudLetterStorageTests : LetterStorageContract
{
    private const string Bucket = "dead-letters";

    private readonly string _folder = Directory.CreateTempSubdirectory("letter-storage-").FullName;
    private WebApplication? _cloud;
    private StorageClient? _client;

    public override async Task DisposeAsync()
    {
        _client?.Dispose();
        await _cloud!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task BucketThatIsNotThere_IsAFaultAndNoLetterThatIsThereAlready() =>
        await Assert.ThrowsAsync<GoogleApiException>(() => new CloudLetterStorage(_client!, "absent")
            .PutAsync("a.json", "{}"u8.ToArray(), new Dictionary<string, string>(), default));

    private protected override async Task<ILetterStorage> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddLocalStorage(new LocalStorageOptions(
            _folder, new SuiteTopology([new BucketSpec(Bucket)], [], [], []), ResourceNames.Local));
        _cloud = builder.Build();
        _cloud.UseLocalStorage();
        await _cloud.StartAsync();
        _client = new StorageClientBuilder
        {
            BaseUri = _cloud.Urls.Single() + "/storage/v1/",
            UnauthenticatedAccess = true,
        }.Build();
        return new CloudLetterStorage(_client, Bucket);
    }

    private protected override async Task<(byte[] Content, IDictionary<string, string> Metadata)> ReadAsync(string name)
    {
        using var content = new MemoryStream();
        var found = await _client!.DownloadObjectAsync(Bucket, name, content);
        Assert.Equal("application/json", found.ContentType);
        return (content.ToArray(), (await _client.GetObjectAsync(Bucket, name)).Metadata);
    }
}
