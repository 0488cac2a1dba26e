namespace Google.Cloud.Storage.V1.Tests;

public class ResumedUploadTests
{
    private const int Chunk = UploadObjectOptions.MinimumChunkSize;
    private static readonly byte[] Large = Content.Bytes(600 * 1024);

    [Fact]
    public async Task LargeContent_IsSentInChunks()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(200, "", UploadTests.Session(server))
            .Then(308, "", ("Range", $"bytes=0-{Chunk - 1}"))
            .Then(308, "", ("Range", $"bytes=0-{(2 * Chunk) - 1}"))
            .Then(200, Content.ObjectJson(Large));

        await UploadAsync(server, new MemoryStream(Large));

        Assert.Equal(
            ["bytes 0-262143/614400", "bytes 262144-524287/614400", "bytes 524288-614399/614400"],
            Ranges(server));
        Assert.Equal(Large, server.Requests.Skip(1).SelectMany(request => request.Body));
    }

    [Fact]
    public async Task UnseekableContent_TellsItsLengthWithTheLastChunk()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(200, "", UploadTests.Session(server))
            .Then(308, "", ("Range", $"bytes=0-{Chunk - 1}"))
            .Then(308, "", ("Range", $"bytes=0-{(2 * Chunk) - 1}"))
            .Then(200, Content.ObjectJson(Large));

        await UploadAsync(server, new UnseekableStream(Large));

        Assert.Null(server.Requests[0].Header("X-Upload-Content-Length"));
        Assert.Equal(
            ["bytes 0-262143/*", "bytes 262144-524287/*", "bytes 524288-614399/614400"], Ranges(server));
    }

    // The service keeps multiples of the minimum chunk; it may so keep a part of a chunk.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CutConnection_ResumesWhereTheServerStopped(bool seekable)
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(200, "", UploadTests.Session(server))
            .ThenCut()
            .Then(308, "", ("Range", $"bytes=0-{Chunk - 1}"))
            .Then(200, Content.ObjectJson(Large));
        var length = seekable ? "614400" : "*";

        Stream content = seekable ? new MemoryStream(Large) : new UnseekableStream(Large);
        await UploadAsync(server, content, 2 * Chunk);

        Assert.Equal(
            ["bytes 0-524287/" + length, "bytes */" + length, "bytes 262144-614399/614400"], Ranges(server));
        Assert.Equal(Large.Skip(Chunk), server.Requests[3].Body);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task ServerError_AsksHowFarTheServerGot(int status)
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(200, "", UploadTests.Session(server))
            .Then(status)
            .Then(308)
            .Then(308, "", ("Range", $"bytes=0-{Chunk - 1}"))
            .Then(308, "", ("Range", $"bytes=0-{(2 * Chunk) - 1}"))
            .Then(200, Content.ObjectJson(Large));

        await UploadAsync(server, new MemoryStream(Large));

        Assert.Equal(
            ["bytes 0-262143/614400", "bytes */614400", "bytes 0-262143/614400"], Ranges(server).Take(3));
        Assert.Equal(Large, server.Requests.Skip(3).SelectMany(request => request.Body));
    }

    [Fact]
    public async Task ServerThatKeepsFailing_SurfacesItsError()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(200, "", UploadTests.Session(server)).Then(503).Then(503).Then(503);

        var failure = await Assert.ThrowsAsync<GoogleApiException>(
            () => UploadAsync(server, new MemoryStream(Large)));

        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, failure.HttpStatusCode);
        Assert.Equal(4, server.Requests.Count);
    }

    private static async Task UploadAsync(ScriptedServer server, Stream content, int chunk = Chunk)
    {
        using var client = server.Client();
        var options = new UploadObjectOptions { ChunkSize = chunk };
        var uploaded = await client.UploadObjectAsync("bucket", "name", "text/plain", content, options);
        Assert.Equal(Content.Crc32c(Large), uploaded.Crc32c);
    }

    private static string[] Ranges(ScriptedServer server) =>
        [.. server.Requests.Skip(1).Select(request => request.Header("Content-Range") ?? "")];

    private sealed class UnseekableStream(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}
