using System.Text.Json;

namespace Google.Cloud.Storage.V1.Tests;

public class UploadSessionTests
{
    [Fact]
    public async Task Session_IsOpenedForSomebodyElse()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(200, "", UploadTests.Session(server));
        using var client = server.Client();
        var options = new UploadObjectOptions { Origin = "https://shop.example", IfGenerationMatch = 0 };

        var uri = await client.InitiateUploadSessionAsync("bucket", "cat.jpg", "image/jpeg", 1234, options);

        Assert.Equal(new Uri(server.Address + "/session"), uri);
        var request = Assert.Single(server.Requests);
        Assert.Equal("POST", request.Method);
        Assert.StartsWith("/upload/storage/v1/b/bucket/o?", request.Target, StringComparison.Ordinal);
        Assert.Contains("ifGenerationMatch=0", request.Target, StringComparison.Ordinal);
        Assert.Equal("https://shop.example", request.Header("Origin"));
        Assert.Equal("image/jpeg", request.Header("X-Upload-Content-Type"));
        Assert.Equal("1234", request.Header("X-Upload-Content-Length"));
        Assert.Equal("cat.jpg", JsonDocument.Parse(request.Body).RootElement.GetProperty("name").GetString());
    }

    [Fact]
    public async Task SessionOfUnknownLength_NamesNone()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(200, "", UploadTests.Session(server));
        using var client = server.Client();

        await client.InitiateUploadSessionAsync("bucket", "name", "image/jpeg", contentLength: null);

        Assert.Null(Assert.Single(server.Requests).Header("X-Upload-Content-Length"));
        Assert.Null(Assert.Single(server.Requests).Header("Origin"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task SessionOfNoLength_IsRefused(long length)
    {
        using var client = StorageClient.CreateUnauthenticated();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => client.InitiateUploadSessionAsync("bucket", "name", "image/jpeg", length));
    }

    [Fact]
    public async Task Uploader_IsRunByTheCaller()
    {
        var content = Content.Bytes("hello");
        await using var server = await ScriptedServer.StartAsync();
        server.Then(200, "", UploadTests.Session(server)).Then(200, Content.ObjectJson(content));
        using var client = server.Client();
        var uploader = client.CreateObjectUploader("bucket", "name", "text/plain", new MemoryStream(content));

        var progress = await uploader.UploadAsync();

        Assert.Null(progress.Exception);
        Assert.Equal(7, uploader.ResponseBody.Generation);
    }
}
