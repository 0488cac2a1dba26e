using Google;
using Google.Cloud.Storage.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shop.ImageProcessor.Storage;
using Shop.LocalCloud.Storage;
using Shop.Topology;

namespace Shop.ImageProcessor.Tests.Storage;

/// <summary>The client of Cloud Storage against the local cloud, over HTTP.</summary>
public sealed class CloudObjectStorageTests : ObjectStorageContract
{
    private readonly string _folder = Directory.CreateTempSubdirectory("image-storage-").FullName;
    private WebApplication? _cloud;
    private StorageClient? _client;

    protected override async Task<IObjectStorage> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddLocalStorage(new LocalStorageOptions(
            _folder, new SuiteTopology([new BucketSpec("variants")], [], [], []), ResourceNames.Local));
        _cloud = builder.Build();
        _cloud.UseLocalStorage();
        await _cloud.StartAsync();
        _client = new StorageClientBuilder
        {
            BaseUri = _cloud.Urls.Single() + "/storage/v1/",
            UnauthenticatedAccess = true,
        }.Build();
        return new CloudObjectStorage(_client);
    }

    public override async Task DisposeAsync()
    {
        _client?.Dispose();
        await _cloud!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task HeadersOfAnObject_AreStored()
    {
        await Storage.WriteAsync(Draft("a", "hello"u8.ToArray()), 0, default);

        var found = await _client!.GetObjectAsync("variants", "a");
        Assert.Equal(("image/webp", "public, max-age=60"), (found.ContentType, found.CacheControl));
    }

    [Fact]
    public async Task AbsentBucket_IsAFaultForWritersRatherThanALostRace() => await Assert.ThrowsAsync<GoogleApiException>(
        () => Storage.WriteAsync(Draft("a", "hello"u8.ToArray()) with { Bucket = "absent" }, 0, default));

    [Fact]
    public async Task LargeObject_IsReadWhole()
    {
        var content = new byte[3_000_000];
        new Random(1).NextBytes(content);
        await Storage.WriteAsync(Draft("a", content), 0, default);

        var known = await Storage.ReadAsync("variants", "a", null, content.Length, content.Length, default);
        var unknown = await Storage.ReadAsync("variants", "a", null, 0, content.Length, default);

        Assert.True(Assert.IsType<ReadResult.Found>(known).Content.Span.SequenceEqual(content));
        Assert.True(Assert.IsType<ReadResult.Found>(unknown).Content.Span.SequenceEqual(content));
    }
}
