using System.Text;
using Google;
using Google.Cloud.Storage.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shop.Gcloud.Replay;
using Shop.Gcloud.Tests.Replay.World;
using Shop.LocalCloud.Storage;
using Shop.Topology;

namespace Shop.Gcloud.Tests.Replay;

/// <summary>What replay relies on, of the storage in memory and of Cloud Storage's client alike.</summary>
public abstract class ReplayStorageContract : IAsyncLifetime
{
    private IReplayStorage _storage = null!;

    public async Task InitializeAsync() => _storage = await StartAsync();

    public virtual Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Letters_AreListedByPrefixWithGenerationAndSize()
    {
        var generation = await PutAsync("a/1", "one");
        await PutAsync("b/1", "two");

        var found = Assert.Single(await ListAsync("a/"));

        Assert.Equal(("a/1", generation, 3), (found.Name, found.Generation, found.Bytes));
        Assert.Equal(2, (await ListAsync("")).Count);
    }

    [Fact]
    public async Task Letter_IsReadAtItsGenerationOnly()
    {
        await PutAsync("a", "one");
        var found = Assert.Single(await ListAsync(""));

        Assert.Equal("one", Encoding.UTF8.GetString((await _storage.ReadAsync(found, default))!.Value.Span));
        Assert.Null(await _storage.ReadAsync(found with { Generation = found.Generation + 1 }, default));
        Assert.Null(await _storage.ReadAsync(found with { Name = "b" }, default));
    }

    [Fact]
    public async Task Copy_IsMadeOnce()
    {
        await PutAsync("a", "one");
        var found = Assert.Single(await ListAsync(""));

        var (first, made) = await _storage.CopyAsync(found, "replaying/1/a");
        var (second, madeAgain) = await _storage.CopyAsync(found, "replaying/1/a");

        Assert.Equal((true, false), (made, madeAgain));
        Assert.Equal(("replaying/1/a", 3), (first!.Name, first.Bytes));
        Assert.Equal(first.Generation, second!.Generation);
        Assert.Equal("one", Encoding.UTF8.GetString((await _storage.ReadAsync(first, default))!.Value.Span));
    }

    [Fact]
    public async Task LetterThatIsGone_IsNotCopied()
    {
        await PutAsync("a", "one");
        var found = Assert.Single(await ListAsync(""));

        Assert.Equal((null, false), await _storage.CopyAsync(found with { Generation = found.Generation + 1 }, "x"));
        Assert.Equal((null, false), await _storage.CopyAsync(found with { Name = "b" }, "x"));
        Assert.Equal("a", Assert.Single(await ListAsync("")).Name);
    }

    [Fact]
    public async Task LetterThatIsGone_HasItsCopyFound()
    {
        await PutAsync("a", "one");
        var found = Assert.Single(await ListAsync(""));
        var (copy, _) = await _storage.CopyAsync(found, "x");
        await _storage.DeleteAsync(found.Name, found.Generation);

        var (again, made) = await _storage.CopyAsync(found, "x");

        Assert.Equal((copy!.Generation, false), (again!.Generation, made));
    }

    [Fact]
    public async Task Deletion_IsOfOneGeneration()
    {
        var generation = await PutAsync("a", "one");

        Assert.False(await _storage.DeleteAsync("a", generation + 1));
        Assert.Single(await ListAsync(""));
        Assert.True(await _storage.DeleteAsync("a", generation));
        Assert.False(await _storage.DeleteAsync("a", generation));
        Assert.Empty(await ListAsync(""));
    }

    [Fact]
    public async Task Upload_IsWrittenOntoItselfWhileItIsTheSame()
    {
        var generation = await UploadAsync("p[1] x.jpg");

        Assert.True(await _storage.RewriteAsync(new Upload("uploads", "p[1] x.jpg", generation)));
        Assert.False(await _storage.RewriteAsync(new Upload("uploads", "p[1] x.jpg", generation)));
        Assert.False(await _storage.RewriteAsync(new Upload("uploads", "absent", generation)));
        Assert.True(await GenerationOfAsync("p[1] x.jpg") > generation);
    }

    private protected async Task<List<LetterObject>> ListAsync(string prefix)
    {
        var found = new List<LetterObject>();
        await foreach (var letter in _storage.ListAsync(prefix, default))
        {
            found.Add(letter);
        }
        return found;
    }

    private protected abstract Task<IReplayStorage> StartAsync();

    private protected abstract Task<long> PutAsync(string name, string content);

    private protected abstract Task<long> UploadAsync(string name);

    private protected abstract Task<long> GenerationOfAsync(string upload);
}

public sealed class InMemoryReplayStorageFulfilsTheContract : ReplayStorageContract
{
    private readonly InMemoryReplayStorage _storage = new();

    private protected override Task<IReplayStorage> StartAsync() => Task.FromResult<IReplayStorage>(_storage);

    private protected override Task<long> PutAsync(string name, string content) =>
        Task.FromResult(_storage.File(name, Encoding.UTF8.GetBytes(content))!.Value);

    private protected override Task<long> UploadAsync(string name) => Task.FromResult(_storage.Uploads[name] = 7);

    private protected override Task<long> GenerationOfAsync(string upload) => Task.FromResult(_storage.Uploads[upload]);
}

/// <summary>Against the local cloud, over HTTP.</summary>
public sealed class CloudReplayStorageFulfilsTheContract : ReplayStorageContract
{
    private readonly string _folder = Directory.CreateTempSubdirectory("replay-storage-").FullName;
    private WebApplication? _cloud;
    private StorageClient? _client;

    public override async Task DisposeAsync()
    {
        _client?.Dispose();
        await _cloud!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task BucketThatIsNotThere_IsAFault() => await Assert.ThrowsAsync<GoogleApiException>(async () =>
    {
        await foreach (var _ in new CloudReplayStorage(_client!, "absent").ListAsync("", default))
        {
            Assert.Fail("There is no such bucket.");
        }
    });

    [Fact]
    public async Task RewrittenUpload_KeepsWhatIsKnownOfIt()
    {
        var generation = await UploadAsync("a.jpg");

        await new CloudReplayStorage(_client!, "dead-letters").RewriteAsync(new Upload("uploads", "a.jpg", generation));

        var found = await _client!.GetObjectAsync("uploads", "a.jpg");
        Assert.Equal(("image/jpeg", "yes"), (found.ContentType, found.Metadata["kept"]));
    }

    private protected override async Task<IReplayStorage> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddLocalStorage(new LocalStorageOptions(
            _folder,
            new SuiteTopology([new BucketSpec("dead-letters"), new BucketSpec("uploads")], [], [], []),
            ResourceNames.Local));
        _cloud = builder.Build();
        _cloud.UseLocalStorage();
        await _cloud.StartAsync();
        _client = new StorageClientBuilder
        {
            BaseUri = _cloud.Urls.Single() + "/storage/v1/",
            UnauthenticatedAccess = true,
        }.Build();
        return new CloudReplayStorage(_client, "dead-letters");
    }

    private protected override async Task<long> PutAsync(string name, string content) =>
        (await _client!.UploadObjectAsync(
            "dead-letters", name, "application/json", new MemoryStream(Encoding.UTF8.GetBytes(content)))).Generation!.Value;

    private protected override async Task<long> UploadAsync(string name) => (await _client!.UploadObjectAsync(
        new Google.Apis.Storage.v1.Data.Object
        {
            Bucket = "uploads",
            Name = name,
            ContentType = "image/jpeg",
            Metadata = new Dictionary<string, string> { ["kept"] = "yes" },
        },
        new MemoryStream([1, 2, 3]))).Generation!.Value;

    private protected override async Task<long> GenerationOfAsync(string upload) =>
        (await _client!.GetObjectAsync("uploads", upload)).Generation!.Value;
}
