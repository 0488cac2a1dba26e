using System.Net;
using static Shop.LocalCloud.Tests.Storage.ResumableClient;

namespace Shop.LocalCloud.Tests.Storage;

/// <summary>What resumable uploads are for: lost answers, cut connections, killed processes.</summary>
public sealed class ResumableRecoveryTests : StorageTest
{
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
    public async Task ConnectionCutInsideAChunk_ResumesAtTheLastWholeBlock()
    {
        var session = await StartAsync(Server, "cut.bin");
        using (await SendPartAsync(Server, session, Content.Length, Block + 100))
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
        using var stalled = await SendPartAsync(Server, session, Content.Length, Block + 100);

        Assert.Equal("bytes=0-262143", await AskAsync(Server, session));
        await PutLastAsync(Server, session, Block);

        Assert.Equal(Content, await DownloadAsync(Server, "stalled.bin"));
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
        var open = Directory.EnumerateFiles(
            Path.Combine(Server.Folder, "storage", "uploads"), "*.json").Single();
        var before = await File.ReadAllBytesAsync(open);
        var made = await PutLastAsync(Server, session, 0);
        await File.WriteAllBytesAsync(open, before);

        await using var next = await Server.StartAfterKillAsync();
        var again = await PutLastAsync(next, session, 0);

        Assert.Equal((string)made["generation"]!, (string)again["generation"]!);
    }
}
