using System.Net;

namespace Shop.LocalCloud.Tests.Storage;

public sealed class CopyTests : StorageTest
{
    [Fact]
    public async Task Rewrite_IsDoneAtOnceAndKeepsSettings()
    {
        var source = await Server.UploadAsync("a/b", "content");
        await Server.SendAsync(
            HttpMethod.Patch, StorageServer.ObjectPath("a/b"), HttpStatusCode.OK,
            """{"metadata":{"k":"v"}}""");

        var answer = await PostAsync($"{StorageServer.ObjectPath("a/b")}/rewriteTo/b/quiet/o/c%2Fd");

        Assert.Equal("storage#rewriteResponse", (string)answer["kind"]!);
        Assert.True((bool)answer["done"]!);
        Assert.Equal("7", (string)answer["totalBytesRewritten"]!);
        Assert.Equal("7", (string)answer["objectSize"]!);
        var copy = answer["resource"]!;
        Assert.Equal("quiet", (string)copy["bucket"]!);
        Assert.Equal("c/d", (string)copy["name"]!);
        Assert.Equal("v", (string)copy["metadata"]!["k"]!);
        Assert.Equal((string)source["md5Hash"]!, (string)copy["md5Hash"]!);
        Assert.NotEqual((string)source["generation"]!, (string)copy["generation"]!);
        Assert.Equal("content", await Server.DownloadAsync("c/d", "quiet"));
    }

    [Fact]
    public async Task CopyWithAResource_TakesItsSettings()
    {
        await Server.UploadAsync("a");

        var copy = await PostAsync(
            $"{StorageServer.ObjectPath("a")}/copyTo/b/uploads/o/a2", """{"contentType":"x/y"}""");

        Assert.Equal("x/y", (string)copy["contentType"]!);
    }

    [Theory]
    [InlineData("sourceGeneration=1", HttpStatusCode.NotFound)]
    [InlineData("ifSourceGenerationMatch=1", HttpStatusCode.PreconditionFailed)]
    [InlineData("ifSourceMetagenerationNotMatch=1", HttpStatusCode.PreconditionFailed)]
    [InlineData("ifGenerationMatch=0", HttpStatusCode.PreconditionFailed)]
    public async Task CopyUnderAPrecondition_ChangesNothingWhenItFails(
        string condition, HttpStatusCode expected)
    {
        await Server.UploadAsync("a", "source");
        await Server.UploadAsync("b", "target");

        await Server.SendAsync(
            HttpMethod.Post, $"{StorageServer.ObjectPath("a")}/rewriteTo/b/uploads/o/b?{condition}",
            expected);

        Assert.Equal("target", await Server.DownloadAsync("b"));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(Server.Folder, "storage", "incoming")));
    }

    [Fact]
    public async Task Move_LeavesNoSource()
    {
        await Server.UploadAsync("a", "moving");

        await PostAsync($"{StorageServer.ObjectPath("a")}/moveTo/o/b");

        Assert.Equal("moving", await Server.DownloadAsync("b"));
        await Server.SendAsync(HttpMethod.Get, StorageServer.ObjectPath("a"), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task MoveOntoItself_KeepsTheObject()
    {
        await Server.UploadAsync("a", "staying");

        await PostAsync($"{StorageServer.ObjectPath("a")}/moveTo/o/a");

        Assert.Equal("staying", await Server.DownloadAsync("a"));
    }

    [Fact]
    public async Task Compose_JoinsAndHasNoMd5()
    {
        await Server.UploadAsync("1", "hel");
        await Server.UploadAsync("2", "lo");

        var made = await PostAsync(
            $"{StorageServer.ObjectPath("both")}/compose",
            """{"sourceObjects":[{"name":"1"},{"name":"2"}]}""");

        Assert.Equal("hello", await Server.DownloadAsync("both"));
        Assert.Equal("mnG7TA==", (string)made["crc32c"]!);
        Assert.Null(made["md5Hash"]);
        Assert.Equal(2, (int)made["componentCount"]!);
    }

    [Theory]
    [InlineData("""{"sourceObjects":[]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"sourceObjects":[{"name":"none"}]}""", HttpStatusCode.NotFound)]
    [InlineData("""{"sourceObjects":[{"name":"1","generation":"5"}]}""", HttpStatusCode.NotFound)]
    [InlineData(
        """{"sourceObjects":[{"name":"1","objectPreconditions":{"ifGenerationMatch":"5"}}]}""",
        HttpStatusCode.PreconditionFailed)]
    public async Task ComposeOfWrongSources_IsRefused(string json, HttpStatusCode expected)
    {
        await Server.UploadAsync("1");

        await Server.SendAsync(
            HttpMethod.Post, $"{StorageServer.ObjectPath("both")}/compose", expected, json);
    }

    private Task<System.Text.Json.Nodes.JsonObject> PostAsync(string path, string? json = null) =>
        Server.SendAsync(HttpMethod.Post, path, HttpStatusCode.OK, json);
}
