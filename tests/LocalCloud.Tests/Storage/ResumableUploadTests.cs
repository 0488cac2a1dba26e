using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Shop.LocalCloud.Tests.Storage;

public sealed class ResumableUploadTests : StorageTest
{
    private const int Block = 256 * 1024;

    private static readonly byte[] Content = RandomNumberGenerator.GetBytes((3 * Block) + 1000);

    [Fact]
    public async Task Chunks_BecomeOneObject()
    {
        var session = await StartAsync(Server, "big.bin", """{"metadata":{"k":"v"}}""", contentType: "image/png");

        Assert.Equal("bytes=0-262143", await PutChunkAsync(Server, session, 0, Block));
        await Server.SendAsync(HttpMethod.Get, StorageServer.ObjectPath("big.bin"), HttpStatusCode.NotFound);
        Assert.Equal("bytes=0-786431", await PutChunkAsync(Server, session, Block, 2 * Block));
        var made = await PutLastAsync(Server, session, 3 * Block);

        Assert.Equal("image/png", (string)made["contentType"]!);
        Assert.Equal("v", (string)made["metadata"]!["k"]!);
        Assert.Equal(StorageServer.Md5(Content), (string)made["md5Hash"]!);
        Assert.Equal(Content, await DownloadAsync(Server, "big.bin"));
    }

    [Fact]
    public async Task WholeObjectInOnePut_NeedsNoContentRange()
    {
        var session = await StartAsync(Server, "one.bin");

        using var response = await PutAsync(Server, session, Content, null);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Content, await DownloadAsync(Server, "one.bin"));
    }

    [Fact]
    public async Task EmptyObject_IsFinishedByTheQuestion()
    {
        var session = await StartAsync(Server, "empty.bin");

        using var response = await PutAsync(Server, session, [], "bytes */0");

        Assert.Equal("0", (string)(await StorageServer.ReadAsync(response, HttpStatusCode.OK))["size"]!);
    }

    [Fact]
    public async Task UnknownTotal_IsFinishedWhenTheClientKnowsIt()
    {
        var session = await StartAsync(Server, "stream.bin");
        using (var chunk = await PutAsync(Server, session, Content[..Block], "bytes 0-262143/*"))
        {
            Assert.Equal(308, (int)chunk.StatusCode);
        }

        using var response = await PutAsync(Server, session, [], $"bytes */{Block}");

        Assert.Equal(Block.ToString(), (string)(await StorageServer.ReadAsync(response, HttpStatusCode.OK))["size"]!);
    }

    [Fact]
    public async Task Question_TellsHowFarItIs()
    {
        var session = await StartAsync(Server, "q.bin");
        Assert.Null(await AskAsync(Server, session));

        await PutChunkAsync(Server, session, 0, Block);

        Assert.Equal("bytes=0-262143", await AskAsync(Server, session));
    }

    [Fact]
    public async Task AfterCompletion_QuestionAndRepetitionAnswerWithTheObject()
    {
        var session = await StartAsync(Server, "done.bin");
        var made = await PutLastAsync(Server, session, 0);
        await Server.UploadAsync("done.bin", "replaced");

        using var asked = await PutAsync(Server, session, [], $"bytes */{Content.Length}");
        var again = await PutLastAsync(Server, session, 0);

        Assert.Equal(
            (string)made["generation"]!,
            (string)(await StorageServer.ReadAsync(asked, HttpStatusCode.OK))["generation"]!);
        Assert.Equal((string)made["generation"]!, (string)again["generation"]!);
        Assert.Equal("replaced", await Server.DownloadAsync("done.bin"));
    }

    [Fact]
    public async Task RepeatedChunk_IsNotKeptTwice()
    {
        var session = await StartAsync(Server, "twice.bin");
        await PutChunkAsync(Server, session, 0, Block);
        Assert.Equal("bytes=0-262143", await PutChunkAsync(Server, session, 0, Block));
        Assert.Equal("bytes=0-524287", await PutChunkAsync(Server, session, 0, 2 * Block));

        await PutLastAsync(Server, session, Block);

        Assert.Equal(Content, await DownloadAsync(Server, "twice.bin"));
    }

    [Fact]
    public async Task ChunkThatIsNoMultiple_IsKeptInWholeBlocks()
    {
        var session = await StartAsync(Server, "odd.bin");

        Assert.Equal("bytes=0-262143", await PutChunkAsync(Server, session, 0, Block + 5));
        await PutLastAsync(Server, session, Block);

        Assert.Equal(Content, await DownloadAsync(Server, "odd.bin"));
    }

    [Theory]
    [InlineData("bytes 0-9/100", 10)]
    [InlineData("bytes 262144-262153/262154", 10)]
    [InlineData("bytes 0-9/5", 10)]
    [InlineData("bytes 0-9/10", 3)]
    [InlineData("lines 0-9/10", 10)]
    public async Task BadChunk_IsRefusedAndTheSessionGoesOn(string range, int length)
    {
        var session = await StartAsync(Server, "bad.bin");

        using (var response = await PutAsync(Server, session, new byte[length], range))
        {
            await StorageServer.ReadAsync(response, HttpStatusCode.BadRequest);
        }
        await PutLastAsync(Server, session, 0);

        Assert.Equal(Content, await DownloadAsync(Server, "bad.bin"));
    }

    [Fact]
    public async Task OtherTotalThanAnnounced_IsRefused()
    {
        var session = await StartAsync(Server, "len.bin", length: 10);

        using var response = await PutAsync(Server, session, new byte[11], "bytes 0-10/11");

        await StorageServer.ReadAsync(response, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task ConnectionCutInsideAChunk_ResumesAtTheLastWholeBlock()
    {
        var session = await StartAsync(Server, "cut.bin");
        using (await SendPartAsync(session, Content.Length, Block + 100))
        {
        }

        Assert.Equal("bytes=0-262143", await AskAsync(Server, session));
        await PutLastAsync(Server, session, Block);

        Assert.Equal(Content, await DownloadAsync(Server, "cut.bin"));
    }

    [Fact]
    public async Task StalledConnection_IsOvertakenByANewOne()
    {
        var session = await StartAsync(Server, "stalled.bin");
        using var stalled = await SendPartAsync(session, Content.Length, Block + 100);

        Assert.Equal("bytes=0-262143", await AskAsync(Server, session));
        await PutLastAsync(Server, session, Block);

        Assert.Equal(Content, await DownloadAsync(Server, "stalled.bin"));
    }

    [Fact]
    public async Task Cancelled_StaysCancelled()
    {
        var session = await StartAsync(Server, "gone.bin");
        await PutChunkAsync(Server, session, 0, Block);

        using var cancelled = await Server.Client.DeleteAsync(session);
        using var late = await PutAsync(Server, session, Content, null);

        Assert.Equal(499, (int)cancelled.StatusCode);
        Assert.Equal(499, (int)late.StatusCode);
        await Server.SendAsync(HttpMethod.Get, StorageServer.ObjectPath("gone.bin"), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task UnknownOrExpiredSession_Is404()
    {
        var session = await StartAsync(Server, "old.bin");
        Server.Clock.Advance(TimeSpan.FromDays(7));

        using var expired = await PutAsync(Server, session, Content, null);
        using var unknown = await PutAsync(Server, session + "0", Content, null);

        Assert.Equal(HttpStatusCode.NotFound, expired.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Precondition_IsJudgedAtTheStartAndAtTheEnd()
    {
        var session = await StartAsync(Server, "race.bin", query: "&ifGenerationMatch=0");
        await Server.UploadAsync("race.bin", "the other was faster");

        using var late = await PutAsync(Server, session, Content, null);
        using var early = await PostStartAsync(Server, "race.bin", "", "&ifGenerationMatch=0", null, null);

        await StorageServer.ReadAsync(late, HttpStatusCode.PreconditionFailed);
        await StorageServer.ReadAsync(early, HttpStatusCode.PreconditionFailed);
        Assert.Equal("the other was faster", await Server.DownloadAsync("race.bin"));
    }

    [Fact]
    public async Task WrongChecksumAnnounced_IsRefused()
    {
        var session = await StartAsync(Server, "sum.bin", """{"crc32c":"AAAAAA=="}""");

        using var response = await PutAsync(Server, session, Content, null);

        await StorageServer.ReadAsync(response, HttpStatusCode.BadRequest);
        await Server.SendAsync(HttpMethod.Get, StorageServer.ObjectPath("sum.bin"), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task KilledBetweenChunks_ResumesInANewProcess()
    {
        var session = await StartAsync(Server, "killed.bin", """{"contentType":"image/gif"}""");
        await PutChunkAsync(Server, session, 0, 2 * Block);

        await using var next = await Server.StartAfterKillAsync();
        Assert.Equal("bytes=0-524287", await AskAsync(next, session));
        var made = await PutLastAsync(next, session, 2 * Block);

        Assert.Equal("image/gif", (string)made["contentType"]!);
        Assert.Equal(StorageServer.Md5(Content), (string)made["md5Hash"]!);
        Assert.Equal(Content, await DownloadAsync(next, "killed.bin"));
    }

    [Fact]
    public async Task KilledAfterTheObjectBeforeTheSessionWasClosed_AnswersWithTheObject()
    {
        var session = await StartAsync(Server, "closing.bin");
        var open = Directory.EnumerateFiles(Path.Combine(Server.Folder, "storage", "uploads"), "*.json").Single();
        var before = await File.ReadAllBytesAsync(open);
        var made = await PutLastAsync(Server, session, 0);
        await File.WriteAllBytesAsync(open, before);

        await using var next = await Server.StartAfterKillAsync();
        var again = await PutLastAsync(next, session, 0);

        Assert.Equal((string)made["generation"]!, (string)again["generation"]!);
    }

    private static async Task<string> StartAsync(
        StorageServer server, string name, string resource = "", string query = "", string? contentType = null,
        long? length = null)
    {
        using var response = await PostStartAsync(server, name, resource, query, contentType, length);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var location = response.Headers.Location!;
        Assert.Contains("upload_id=", location.Query, StringComparison.Ordinal);
        return location.PathAndQuery;
    }

    private static Task<HttpResponseMessage> PostStartAsync(
        StorageServer server, string name, string resource, string query, string? contentType, long? length)
    {
        var request = new HttpRequestMessage(
            HttpMethod.Post, $"/upload/storage/v1/b/uploads/o?uploadType=resumable&name={name}{query}")
        {
            Content = new StringContent(resource, Encoding.UTF8, "application/json"),
        };
        if (contentType is not null)
        {
            request.Headers.Add("X-Upload-Content-Type", contentType);
        }
        if (length is not null)
        {
            request.Headers.Add("X-Upload-Content-Length", length.ToString());
        }
        return server.Client.SendAsync(request);
    }

    private static async Task<string?> PutChunkAsync(StorageServer server, string session, int start, int length)
    {
        using var response = await PutAsync(
            server, session, Content[start..(start + length)], $"bytes {start}-{start + length - 1}/{Content.Length}");
        Assert.Equal(308, (int)response.StatusCode);
        return response.Headers.TryGetValues("Range", out var values) ? values.Single() : null;
    }

    private static async Task<JsonObject> PutLastAsync(StorageServer server, string session, int start)
    {
        using var response = await PutAsync(
            server, session, Content[start..], $"bytes {start}-{Content.Length - 1}/{Content.Length}");
        return await StorageServer.ReadAsync(response, HttpStatusCode.OK);
    }

    private static async Task<string?> AskAsync(StorageServer server, string session)
    {
        using var response = await PutAsync(server, session, [], $"bytes */{Content.Length}");
        Assert.Equal(308, (int)response.StatusCode);
        return response.Headers.TryGetValues("Range", out var values) ? values.Single() : null;
    }

    private static Task<HttpResponseMessage> PutAsync(
        StorageServer server, string session, byte[] bytes, string? range)
    {
        var content = new ByteArrayContent(bytes);
        if (range is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Range", range);
        }
        return server.Client.PutAsync(session, content);
    }

    private static async Task<byte[]> DownloadAsync(StorageServer server, string name) =>
        await server.Client.GetByteArrayAsync(StorageServer.ObjectPath(name) + "?alt=media");

    /// <summary>Announces everything, sends a part, and waits until that is on disk.</summary>
    /// <returns>The connection, which is still open.</returns>
    private async Task<TcpClient> SendPartAsync(string session, int announced, int sent)
    {
        var address = new Uri(Server.Origin);
        var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"PUT {session} HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Length: {announced}\r\n"
            + $"Content-Range: bytes 0-{announced - 1}/{announced}\r\n\r\n"));
        await stream.WriteAsync(Content.AsMemory(0, sent));
        var folder = Path.Combine(Server.Folder, "storage", "uploads");
        while (Directory.EnumerateFiles(folder, "*.bytes").All(file => new FileInfo(file).Length < Block))
        {
            await Task.Yield();
        }
        return client;
    }
}
