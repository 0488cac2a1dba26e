using System.Net;
using System.Text.Json.Nodes;

namespace Shop.LocalCloud.Tests.Storage;

public sealed class BucketTests : StorageTest
{
    [Fact]
    public async Task Topology_GivesTheFirstBuckets()
    {
        var list = await Server.GetAsync("/storage/v1/b?project=local");

        Assert.Equal("storage#buckets", (string)list["kind"]!);
        Assert.Equal(
            ["quiet", "uploads"], ((JsonArray)list["items"]!).Select(item => (string)item!["name"]!));
    }

    [Fact]
    public async Task Bucket_IsMadeShownPatchedAndRemoved()
    {
        var made = await CreateAsync("""{"name":"mine","location":"eu","labels":{"a":"1"}}""");
        Assert.Equal("storage#bucket", (string)made["kind"]!);
        Assert.Equal("EU", (string)made["location"]!);
        Assert.Equal("1", (string)made["metageneration"]!);

        var patched = await Server.SendAsync(
            HttpMethod.Patch, "/storage/v1/b/mine", HttpStatusCode.OK, """{"labels":{"a":null,"b":"2"}}""");
        Assert.Equal("""{"b":"2"}""", patched["labels"]!.ToJsonString());
        Assert.Equal("2", (string)patched["metageneration"]!);

        await using var next = await Server.StartAfterKillAsync();
        Assert.Equal(
            patched["labels"]!.ToJsonString(),
            (await next.GetAsync("/storage/v1/b/mine"))["labels"]!.ToJsonString());

        await Server.SendAsync(HttpMethod.Delete, "/storage/v1/b/mine", HttpStatusCode.NoContent);
        await Server.SendAsync(HttpMethod.Get, "/storage/v1/b/mine", HttpStatusCode.NotFound);
        await CreateAsync("""{"name":"mine"}""");
    }

    [Fact]
    public async Task SameBucketTwice_IsAConflict()
    {
        var error = await CreateAsync("""{"name":"uploads"}""", HttpStatusCode.Conflict);

        Assert.Equal("conflict", StorageServer.Reason(error));
    }

    [Fact]
    public async Task BucketWithObjects_IsNotRemoved()
    {
        await Server.UploadAsync("x");

        var error = await Server.SendAsync(
            HttpMethod.Delete, "/storage/v1/b/uploads", HttpStatusCode.Conflict);

        Assert.Equal("conflict", StorageServer.Reason(error));
        Assert.Equal("hello", await Server.DownloadAsync("x"));
    }

    [Theory]
    [InlineData("""{"name":"../x"}""")]
    [InlineData("""{"name":".."}""")]
    [InlineData("""{"name":"a..b"}""")]
    [InlineData("""{"name":"_ah"}""")]
    [InlineData("""{"name":"Upper"}""")]
    [InlineData("""{"name":"ab"}""")]
    [InlineData("""{}""")]
    [InlineData("""{"name":"versions","versioning":{"enabled":true}}""")]
    [InlineData("""{"name":"expiring","lifecycle":{"rule":[{}]}}""")]
    [InlineData("""{"name":"keeping","retentionPolicy":{"retentionPeriod":"1"}}""")]
    public async Task ImpossibleBucket_IsRefused(string json) =>
        await CreateAsync(json, HttpStatusCode.BadRequest);

    [Fact]
    public async Task Layout_SaysThatFoldersAreNotReal()
    {
        var layout = await Server.GetAsync("/storage/v1/b/uploads/storageLayout");

        Assert.False((bool)layout["hierarchicalNamespace"]!["enabled"]!);
    }

    [Fact]
    public async Task Permissions_AreAllGranted()
    {
        var answer = await Server.GetAsync(
            "/storage/v1/b/uploads/iam/testPermissions"
            + "?permissions=storage.objects.get&permissions=storage.objects.list");

        Assert.Equal(
            """["storage.objects.get","storage.objects.list"]""", answer["permissions"]!.ToJsonString());
    }

    private Task<JsonObject> CreateAsync(string json, HttpStatusCode expected = HttpStatusCode.OK) =>
        Server.SendAsync(HttpMethod.Post, "/storage/v1/b?project=local", expected, json);
}
