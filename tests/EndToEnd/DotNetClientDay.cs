using System.Net;
using System.Security.Cryptography;
using Google;
using Google.Cloud.Storage.V1;
using CloudObject = Google.Apis.Storage.v1.Data.Object;

namespace Shop.EndToEnd;

/// <summary>A day of work of Google's .NET client, or its polyfill, against the local cloud.</summary>
[Collection(SuiteTests.Name)]
public sealed class DotNetClientDay(LocalSuite suite)
{
    // No function watches it.
    private const string Bucket = "dead-letters";

    private StorageClient Client => suite.Storage;

    [Fact]
    public async Task LargeObject_TravelsInChunksAndComesBackWhole()
    {
        var content = RandomNumberGenerator.GetBytes(20_000_003);
        using var source = new MemoryStream(content);
        var written = await Client.UploadObjectAsync(
            Bucket, "large.bin", "application/octet-stream", source, new UploadObjectOptions { ChunkSize = 1 << 20 });

        using var target = new MemoryStream();
        await Client.DownloadObjectAsync(Bucket, "large.bin", target);

        Assert.Equal((ulong)content.Length, written.Size);
        Assert.Equal(content, target.ToArray());
    }

    [Fact]
    public async Task Generation_IsPinned()
    {
        var first = await PutAsync("pinned.txt", "one");
        var second = await PutAsync("pinned.txt", "two");

        Assert.Equal("two", await ReadAsync("pinned.txt", second.Generation));
        var fault = await Assert.ThrowsAsync<GoogleApiException>(() => ReadAsync("pinned.txt", first.Generation));
        Assert.Equal(HttpStatusCode.NotFound, fault.HttpStatusCode);
        Assert.True(second.Generation > first.Generation);
    }

    [Fact]
    public async Task Preconditions_LetOneWriterWin()
    {
        var created = await PutAsync("raced.txt", "one", new UploadObjectOptions { IfGenerationMatch = 0 });

        foreach (var options in new UploadObjectOptions[] { new() { IfGenerationMatch = 0 }, new() { IfGenerationMatch = created.Generation + 1 } })
        {
            var fault = await Assert.ThrowsAsync<GoogleApiException>(() => PutAsync("raced.txt", "two", options));
            Assert.Equal(HttpStatusCode.PreconditionFailed, fault.HttpStatusCode);
        }
        await PutAsync("raced.txt", "three", new UploadObjectOptions { IfGenerationMatch = created.Generation });
        Assert.Equal("three", await ReadAsync("raced.txt"));
    }

    [Theory]
    [InlineData("day/ä b#?%25+&=.txt")]
    [InlineData("day//double")]
    [InlineData("day/../up")]
    public async Task OddName_IsTheSameNameEverywhere(string name)
    {
        await PutAsync(name, name);

        Assert.Equal(name, await ReadAsync(name));
        Assert.Equal(name, (await Client.GetObjectAsync(Bucket, name)).Name);
        Assert.Contains(name, await NamesAsync("day/"));
        await Client.DeleteObjectAsync(Bucket, name);
        Assert.DoesNotContain(name, await NamesAsync("day/"));
    }

    [Fact]
    public async Task Metadata_IsKeptPatchedAndCopied()
    {
        var written = await Client.UploadObjectAsync(
            new CloudObject
            {
                Bucket = Bucket,
                Name = "described.txt",
                ContentType = "text/plain",
                CacheControl = "no-cache",
                Metadata = new Dictionary<string, string> { ["source-generation"] = "7" },
            },
            new MemoryStream("x"u8.ToArray()));

        await Client.PatchObjectAsync(new CloudObject { Bucket = Bucket, Name = "described.txt", ContentType = "text/html" });
        await Client.CopyObjectAsync(Bucket, "described.txt", Bucket, "copied.txt");

        var found = await Client.GetObjectAsync(Bucket, "copied.txt");
        Assert.Equal(("text/html", "no-cache", "7"), (found.ContentType, found.CacheControl, found.Metadata["source-generation"]));
        Assert.Equal(2, (await Client.GetObjectAsync(Bucket, "described.txt")).Metageneration);
        Assert.Equal(written.Generation, (await Client.GetObjectAsync(Bucket, "described.txt")).Generation);
    }

    [Fact]
    public async Task Listing_ComesInPagesAndFolders()
    {
        foreach (var name in new[] { "list/a", "list/b/c", "list/b/d", "list/e" })
        {
            await PutAsync(name, "x");
        }

        Assert.Equal(["list/a", "list/b/c", "list/b/d", "list/e"], await NamesAsync("list/", new() { PageSize = 2 }));
        Assert.Equal(["list/a", "list/e"], await NamesAsync("list/", new() { Delimiter = "/" }));
    }

    private async Task<CloudObject> PutAsync(string name, string text, UploadObjectOptions? options = null) =>
        await Client.UploadObjectAsync(
            Bucket, name, "text/plain", new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), options);

    private async Task<string> ReadAsync(string name, long? generation = null)
    {
        using var target = new MemoryStream();
        await Client.DownloadObjectAsync(Bucket, name, target, new DownloadObjectOptions { Generation = generation });
        return System.Text.Encoding.UTF8.GetString(target.ToArray());
    }

    private async Task<IReadOnlyList<string>> NamesAsync(string prefix, ListObjectsOptions? options = null)
    {
        var names = new List<string>();
        await foreach (var found in Client.ListObjectsAsync(Bucket, prefix, options))
        {
            names.Add(found.Name);
        }
        return names;
    }
}
