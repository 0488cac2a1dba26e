using System.Net;
using System.Text.Json.Nodes;

namespace Shop.LocalCloud.Tests.Storage;

public sealed class ObjectNameTests : StorageTest
{
    // Each would be mistaken for another, or be impossible, if names were used as paths.
    private static readonly string[] Names =
    [
        "a", "a/b", "a/", "a//b", "/a", "A", "A/b", "..", ".", "../a", "a/../b", "a/./b", "a%2Fb", "a%b",
        "100%",
        "a b", "a+b", "a?b#c&d=e", "a~1772366400000000", "a~meta.json", "a.json", "a.json~meta.json",
        "bucket.json",
        "con", "nul.txt", "a:b", "a*b", "a\\b", "a\"b", "a\tb", ".hidden", "trailing.", "trailing ", "é",
        "e\u0301",
        "日本語/画像.png", "😀", "\uE000", new('x', 1024), "long/" + new string('é', 509), new string('%', 1024),
    ];

    [Fact]
    public async Task EveryName_IsAnObjectOfItsOwn_AlsoAfterAKill()
    {
        foreach (var name in Names)
        {
            Assert.Equal(name, (string)(await Server.UploadAsync(name, "of " + name))["name"]!);
        }

        await AssertAllAsync(Server);
        await using var next = await Server.StartAfterKillAsync();
        await AssertAllAsync(next);
    }

    [Fact]
    public async Task EveryName_CanBeDeletedWithoutItsLikes()
    {
        foreach (var name in Names)
        {
            await Server.UploadAsync(name, name);
        }
        for (var i = 0; i < Names.Length; i++)
        {
            using var response = await Server.SendAsync(
                HttpMethod.Delete, StorageServer.ObjectPath(Names[i]));
            Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
            Assert.Equal(Names.Length - i - 1, (await ListAsync(Server)).Count);
        }
        var folder = Path.Combine(Server.Folder, "storage", "buckets", "uploads", "objects");
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public async Task NameInThePath_MayKeepItsDots()
    {
        await Server.UploadAsync("..", "parent");
        await Server.UploadAsync("a/../b", "middle");

        Assert.Equal("..", (string)(await Server.GetAsync("/storage/v1/b/uploads/o/.."))["name"]!);
        Assert.Equal("..", (string)(await Server.GetAsync("/storage/v1/b/uploads/o/%2E%2e"))["name"]!);
        Assert.Equal(
            "a/../b", (string)(await Server.GetAsync("/storage/v1/b/uploads/o/a%2f..%2fb"))["name"]!);
        using var xml = await Server.SendAsync(HttpMethod.Get, "/uploads/a/../b");
        Assert.Equal("middle", await xml.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task NameLongerThan1024Bytes_IsRefused()
    {
        using var ascii = await Server.PostMediaAsync(new string('x', 1025));
        using var unicode = await Server.PostMediaAsync(new string('é', 513));

        await StorageServer.ReadAsync(ascii, HttpStatusCode.BadRequest);
        await StorageServer.ReadAsync(unicode, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task FileOnDisk_IsPlainAndRecognisable()
    {
        await Server.UploadAsync("photos/cat 1.jpg", "meow");

        var folder = Path.Combine(Server.Folder, "storage", "buckets", "uploads", "objects");
        var file = Path.Combine(folder, "photos%2Fcat%201~1772366400000000.jpg");
        Assert.Equal("meow", await File.ReadAllTextAsync(file));
        Assert.Equal(2, Directory.EnumerateFiles(folder).Count());
    }

    private static async Task AssertAllAsync(StorageServer server)
    {
        foreach (var name in Names)
        {
            Assert.Equal("of " + name, await server.DownloadAsync(name));
        }
        // In the bytewise order of UTF-8, in which U+E000 comes before U+1F600.
        var expected = Names.OrderBy(name => Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(name)),
            StringComparer.Ordinal);
        Assert.Equal(expected, await ListAsync(server));
    }

    private static async Task<List<string>> ListAsync(StorageServer server)
    {
        var items = (await server.GetAsync("/storage/v1/b/uploads/o"))["items"] as JsonArray ?? [];
        return [.. items.Select(item => (string)item!["name"]!)];
    }
}
