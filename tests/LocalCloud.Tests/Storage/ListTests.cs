using System.Net;
using System.Text.Json.Nodes;

namespace Shop.LocalCloud.Tests.Storage;

public sealed class ListTests : StorageTest
{
    [Theory]
    [InlineData("", "a,b/,b/1,b/2,b/c/3,d", "")]
    [InlineData("prefix=b/", "b/,b/1,b/2,b/c/3", "")]
    [InlineData("delimiter=/", "a,d", "b/")]
    [InlineData("delimiter=/&prefix=b/", "b/,b/1,b/2", "b/c/")]
    [InlineData("delimiter=/&includeTrailingDelimiter=true", "a,b/,d", "b/")]
    [InlineData("delimiter=/&prefix=b", "", "b/")]
    [InlineData("prefix=none", "", "")]
    [InlineData("startOffset=b/1&endOffset=d", "b/1,b/2,b/c/3", "")]
    [InlineData(
        "versions=false&projection=noAcl&fields=items&prettyPrint=false&userProject=p",
        "a,b/,b/1,b/2,b/c/3,d", "")]
    public async Task Listing_ShowsWhatIsAskedFor(string query, string names, string prefixes)
    {
        await FillAsync();

        var page = await Server.GetAsync($"/storage/v1/b/uploads/o?{query}");

        Assert.Equal("storage#objects", (string)page["kind"]!);
        Assert.Equal(names, string.Join(',', Names(page)));
        Assert.Equal(prefixes, string.Join(',', Prefixes(page)));
        Assert.Null(page["nextPageToken"]);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("", 2)]
    [InlineData("", 6)]
    [InlineData("delimiter=/", 1)]
    [InlineData("delimiter=/", 2)]
    [InlineData("delimiter=/&prefix=b/", 1)]
    [InlineData("delimiter=/&includeTrailingDelimiter=true", 1)]
    public async Task Pages_TogetherAreTheWhole(string query, int size)
    {
        await FillAsync();
        var whole = await Server.GetAsync($"/storage/v1/b/uploads/o?{query}");
        var (names, prefixes, token) = (new List<string>(), new List<string>(), "");

        do
        {
            var page = await Server.GetAsync(
                $"/storage/v1/b/uploads/o?{query}&maxResults={size}&pageToken={Uri.EscapeDataString(token)}");
            names.AddRange(Names(page));
            prefixes.AddRange(Prefixes(page));
            token = (string?)page["nextPageToken"];
        }
        while (token is not null);

        Assert.Equal(Names(whole), names);
        Assert.Equal(Prefixes(whole), prefixes);
    }

    [Theory]
    [InlineData("pageToken=%25", HttpStatusCode.BadRequest)]
    [InlineData("maxResults=many", HttpStatusCode.BadRequest)]
    [InlineData("matchGlob=*.txt", HttpStatusCode.BadRequest)]
    public async Task BadQuery_IsRefused(string query, HttpStatusCode expected) =>
        await Server.SendAsync(HttpMethod.Get, $"/storage/v1/b/uploads/o?{query}", expected);

    [Fact]
    public async Task MissingBucket_Is404()
    {
        var error = await Server.SendAsync(HttpMethod.Get, "/storage/v1/b/none/o", HttpStatusCode.NotFound);

        Assert.Equal("The specified bucket does not exist.", (string)error["error"]!["message"]!);
    }

    private async Task FillAsync()
    {
        foreach (var name in new[] { "d", "b/2", "a", "b/c/3", "b/", "b/1" })
        {
            await Server.UploadAsync(name);
        }
    }

    private static List<string> Names(JsonObject page) =>
        [.. (page["items"] as JsonArray ?? []).Select(item => (string)item!["name"]!)];

    private static List<string> Prefixes(JsonObject page) =>
        [.. (page["prefixes"] as JsonArray ?? []).Select(prefix => (string)prefix!)];
}
