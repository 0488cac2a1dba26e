using System.Net;
using static Shop.LocalCloud.Tests.Storage.ResumableClient;

namespace Shop.LocalCloud.Tests.Storage;

public sealed class ResumableUploadTests : StorageTest
{
    [Fact]
    public async Task Chunks_BecomeOneObject()
    {
        var session = await StartAsync(
            Server, "big.bin", """{"metadata":{"k":"v"}}""", contentType: "image/png");

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

    [Theory]
    [InlineData("bytes 0-*/*")]
    [InlineData("bytes 0-*/787432")]
    public async Task OpenEnd_TakesAllThatComes(string range)
    {
        // Google's Node.js client streams so.
        var session = await StartAsync(Server, "open.bin");

        using var response = await PutAsync(Server, session, Content, range);

        await StorageServer.ReadAsync(response, HttpStatusCode.OK);
        Assert.Equal(Content, await DownloadAsync(Server, "open.bin"));
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

        Assert.Equal(
            Block.ToString(), (string)(await StorageServer.ReadAsync(response, HttpStatusCode.OK))["size"]!);
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

    [Theory]
    [InlineData(9)]
    [InlineData(11)]
    public async Task OpenEndOfAnotherLengthThanAnnounced_IsRefused(int bytes)
    {
        var session = await StartAsync(Server, "len.bin", length: 10);

        using var response = await PutAsync(Server, session, new byte[bytes], "bytes 0-*/*");

        await StorageServer.ReadAsync(response, HttpStatusCode.BadRequest);
        await Server.SendAsync(HttpMethod.Get, StorageServer.ObjectPath("len.bin"), HttpStatusCode.NotFound);
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
}
