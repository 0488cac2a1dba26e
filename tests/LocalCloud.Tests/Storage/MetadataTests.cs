using System.Net;

namespace Shop.LocalCloud.Tests.Storage;

public sealed class MetadataTests : StorageTest
{
    [Fact]
    public async Task Patch_MergesAndCounts()
    {
        var made = await Server.UploadAsync("x");
        Server.Clock.Advance(TimeSpan.FromSeconds(5));
        await PatchAsync("""{"metadata":{"a":"1","b":"2"},"cacheControl":"no-store"}""");

        var patched = await PatchAsync(
            """{"metadata":{"a":null,"c":"3"},"cacheControl":null,"name":"other"}""");

        Assert.Equal("3", (string)patched["metageneration"]!);
        Assert.Equal((string)made["generation"]!, (string)patched["generation"]!);
        Assert.Equal("x", (string)patched["name"]!);
        Assert.Equal("""{"b":"2","c":"3"}""", patched["metadata"]!.ToJsonString());
        Assert.Null(patched["cacheControl"]);
        Assert.Equal("text/plain; charset=utf-8", (string)patched["contentType"]!);
        Assert.Equal("2026-03-01T12:00:00.000Z", (string)patched["timeCreated"]!);
        Assert.Equal("2026-03-01T12:00:05.000Z", (string)patched["updated"]!);
        Assert.NotEqual((string)made["etag"]!, (string)patched["etag"]!);
        Assert.Equal("hello", await Server.DownloadAsync("x"));
    }

    [Fact]
    public async Task PatchOfMetadataWithNull_RemovesAllOfIt()
    {
        await Server.UploadAsync("x");
        await PatchAsync("""{"metadata":{"a":"1"}}""");

        Assert.Null((await PatchAsync("""{"metadata":null}"""))["metadata"]);
    }

    [Fact]
    public async Task Put_ReplacesAllSettings()
    {
        await Server.UploadAsync("x");
        await PatchAsync("""{"metadata":{"a":"1"},"cacheControl":"no-store"}""");

        var put = await Server.SendAsync(
            HttpMethod.Put, StorageServer.ObjectPath("x"), HttpStatusCode.OK, """{"contentType":"a/b"}""");

        Assert.Equal("a/b", (string)put["contentType"]!);
        Assert.Null(put["metadata"]);
        Assert.Null(put["cacheControl"]);
    }

    [Theory]
    [InlineData("{", "parseError")]
    [InlineData("[]", "parseError")]
    [InlineData("""{"contentType":"a","contentType":"b"}""", "parseError")]
    [InlineData("""{"metadata":{"a":{}}}""", "invalid")]
    [InlineData("""{"contentType":7}""", "invalid")]
    public async Task BadJson_IsRefused(string json, string reason)
    {
        await Server.UploadAsync("x");

        var error = await Server.SendAsync(
            HttpMethod.Patch, StorageServer.ObjectPath("x"), HttpStatusCode.BadRequest, json);

        Assert.Equal(reason, StorageServer.Reason(error));
        Assert.Equal("1", (string)(await Server.GetAsync(StorageServer.ObjectPath("x")))["metageneration"]!);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task MissingObject_Is404(string method)
    {
        var error = await Server.SendAsync(
            new HttpMethod(method), StorageServer.ObjectPath("no ne"), HttpStatusCode.NotFound);

        Assert.Equal("notFound", StorageServer.Reason(error));
        Assert.Equal("No such object: uploads/no ne", (string)error["error"]!["message"]!);
    }

    [Fact]
    public async Task DeletedTwice_IsFoundOnce()
    {
        await Server.UploadAsync("x");

        await Server.SendAsync(HttpMethod.Delete, StorageServer.ObjectPath("x"), HttpStatusCode.NoContent);
        await Server.SendAsync(HttpMethod.Delete, StorageServer.ObjectPath("x"), HttpStatusCode.NotFound);
    }

    private Task<System.Text.Json.Nodes.JsonObject> PatchAsync(string json) =>
        Server.SendAsync(HttpMethod.Patch, StorageServer.ObjectPath("x"), HttpStatusCode.OK, json);
}
