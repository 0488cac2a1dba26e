using System.Net;

namespace Shop.LocalCloud.Tests.Storage;

public sealed class DurabilityTests : StorageTest
{
    [Fact]
    public async Task EverythingAnswered_SurvivesAKill()
    {
        var kept = await Server.UploadAsync("kept", "content");
        await Server.UploadAsync("replaced", "old");
        await Server.UploadAsync("replaced", "new");
        await Server.UploadAsync("deleted");
        await Server.SendAsync(
            HttpMethod.Delete, StorageServer.ObjectPath("deleted"), HttpStatusCode.NoContent);
        await Server.SendAsync(
            HttpMethod.Patch, StorageServer.ObjectPath("kept"), HttpStatusCode.OK,
            """{"metadata":{"k":"v"}}""");

        await using var next = await Server.StartAfterKillAsync();

        var found = await next.GetAsync(StorageServer.ObjectPath("kept"));
        Assert.Equal((string)kept["generation"]!, (string)found["generation"]!);
        Assert.Equal("2", (string)found["metageneration"]!);
        Assert.Equal("v", (string)found["metadata"]!["k"]!);
        Assert.Equal("content", await next.DownloadAsync("kept"));
        Assert.Equal("new", await next.DownloadAsync("replaced"));
        await next.SendAsync(HttpMethod.Get, StorageServer.ObjectPath("deleted"), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Generation_RisesOverRestartsAndClocksSetBack()
    {
        var first = await GenerationAsync(Server);
        Server.Clock.Set(new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var second = await GenerationAsync(Server);
        await Server.SendAsync(HttpMethod.Delete, StorageServer.ObjectPath("x"), HttpStatusCode.NoContent);

        await using var next = await Server.StartAfterKillAsync();
        var third = await GenerationAsync(next);
        File.Delete(Path.Combine(next.Folder, "storage", "generation"));
        await using var last = await next.StartAfterKillAsync();
        var fourth = await GenerationAsync(last);

        Assert.True(first < second && second < third && third < fourth, $"{first} {second} {third} {fourth}");
    }

    [Fact]
    public async Task KilledBeforeTheCommit_LeavesTheOldObjectAndNoRubbish()
    {
        await Server.UploadAsync("x", "old");
        var objects = ObjectsFolder(Server);
        await File.WriteAllTextAsync(Path.Combine(objects, "x~1799999999999999"), "new bytes, no metadata");
        await File.WriteAllTextAsync(
            Path.Combine(objects, "x~1799999999999999~meta.json~unfinished"), "{ half");
        await File.WriteAllTextAsync(Path.Combine(Server.Folder, "storage", "incoming", "77"), "half");

        await using var next = await Server.StartAfterKillAsync();

        Assert.Equal("old", await next.DownloadAsync("x"));
        Assert.Equal(2, Directory.EnumerateFiles(ObjectsFolder(next)).Count());
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(next.Folder, "storage", "incoming")));
    }

    [Fact]
    public async Task KilledAfterTheCommit_DropsTheOldGenerationForGood()
    {
        await Server.UploadAsync("x", "old");
        var old = Directory.EnumerateFiles(ObjectsFolder(Server))
            .ToDictionary(file => file, File.ReadAllBytes);
        await Server.UploadAsync("x", "new");
        foreach (var (file, bytes) in old)
        {
            await File.WriteAllBytesAsync(file, bytes);
        }

        await using var next = await Server.StartAfterKillAsync();
        Assert.Equal("new", await next.DownloadAsync("x"));
        await next.SendAsync(HttpMethod.Delete, StorageServer.ObjectPath("x"), HttpStatusCode.NoContent);
        await using var last = await next.StartAfterKillAsync();

        await last.SendAsync(HttpMethod.Get, StorageServer.ObjectPath("x"), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task FileThatSomebodyPutThere_IsLeftAlone()
    {
        var file = Path.Combine(ObjectsFolder(Server), "notes.txt");
        await File.WriteAllTextAsync(file, "mine");

        await using var next = await Server.StartAfterKillAsync();

        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(ObjectsFolder(next), "notes.txt")));
    }

    private static string ObjectsFolder(StorageServer server) =>
        Path.Combine(server.Folder, "storage", "buckets", "uploads", "objects");

    private static async Task<long> GenerationAsync(StorageServer server) =>
        long.Parse((string)(await server.UploadAsync("x"))["generation"]!);
}
