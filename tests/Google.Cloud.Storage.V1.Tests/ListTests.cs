using Google.Apis.Storage.v1.Data;

namespace Google.Cloud.Storage.V1.Tests;

public class ListTests
{
    [Fact]
    public async Task Listing_GoesOverAllPages()
    {
        await using var server = await ThreePagesAsync();
        using var client = server.Client();
        var names = new List<string>();

        await foreach (var found in client.ListObjectsAsync("bucket", "a/")) names.Add(found.Name);

        Assert.Equal(["a/1", "a/2", "a/3"], names);
        Assert.Equal(
            [
                "GET /storage/v1/b/bucket/o?prefix=a%2F",
                "GET /storage/v1/b/bucket/o?pageToken=second&prefix=a%2F",
                "GET /storage/v1/b/bucket/o?pageToken=third&prefix=a%2F",
            ],
            server.Requests.Select(request => request.Line));
    }

    [Fact]
    public void SynchronousListing_GoesOverAllPages()
    {
        using var server = Blocking.Start();
        AnswerThreePages(server.Value);
        using var client = server.Value.Client();

        Assert.Equal(["a/1", "a/2", "a/3"], client.ListObjects("bucket").Select(found => found.Name));
    }

    [Fact]
    public async Task Listing_IsNotRequestedBeforeItIsNeeded()
    {
        await using var server = await ThreePagesAsync();
        using var client = server.Client();
        var listing = client.ListObjectsAsync("bucket");
        Assert.Empty(server.Requests);

        await foreach (var found in listing) break;

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task RawResponses_TellPrefixes()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(200, """{"prefixes": ["a/", "b/"], "nextPageToken": "next"}""")
            .Then(200, """{"items": [{"name": "c"}]}""");
        using var client = server.Client();
        var options = new ListObjectsOptions { Delimiter = "/" };
        var responses = new List<Objects>();

        await foreach (var page in client.ListObjectsAsync("bucket", null, options).AsRawResponses())
        {
            responses.Add(page);
        }

        Assert.Equal(["a/", "b/"], responses[0].Prefixes);
        Assert.Equal("c", Assert.Single(responses[1].Items).Name);
        Assert.Equal("GET /storage/v1/b/bucket/o?delimiter=%2F", server.Requests[0].Line);
    }

    [Fact]
    public async Task Page_IsFilledFromSeveralResponses()
    {
        await using var server = await ThreePagesAsync();
        using var client = server.Client();

        var page = await client.ListObjectsAsync("bucket").ReadPageAsync(2);

        Assert.Equal(["a/1", "a/2"], page.Select(found => found.Name));
        Assert.Equal("third", page.NextPageToken);
        Assert.Equal(
            ["maxResults=2", "maxResults=1&pageToken=second"],
            server.Requests.Select(Query));
    }

    [Fact]
    public void SynchronousPage_EndsWithTheListing()
    {
        using var server = Blocking.Start();
        AnswerThreePages(server.Value);
        using var client = server.Value.Client();

        var page = client.ListObjects("bucket").ReadPage(10);

        Assert.Equal(3, page.Count());
        Assert.Null(page.NextPageToken);
    }

    public static TheoryData<ListObjectsOptions, string> Options => new()
    {
        { new ListObjectsOptions { PageSize = 5 }, "maxResults=5" },
        { new ListObjectsOptions { PageToken = "a b" }, "pageToken=a%20b" },
        { new ListObjectsOptions { Versions = true }, "versions=True" },
        { new ListObjectsOptions { Delimiter = "/", IncludeTrailingDelimiter = true },
            "delimiter=%2F&includeTrailingDelimiter=True" },
        { new ListObjectsOptions { StartOffset = "b", EndOffset = "d" }, "endOffset=d&startOffset=b" },
        { new ListObjectsOptions { MatchGlob = "**.jpg" }, "matchGlob=%2A%2A.jpg" },
        { new ListObjectsOptions { Fields = "items(name),nextPageToken" },
            "fields=items%28name%29%2CnextPageToken" },
    };

    [Theory]
    [MemberData(nameof(Options))]
    public async Task Options_AreSent(ListObjectsOptions options, string query)
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(200, "{}");
        using var client = server.Client();

        await foreach (var found in client.ListObjectsAsync("bucket", null, options)) Assert.Fail(found.Name);

        Assert.Equal(query, Query(Assert.Single(server.Requests)), ignoreCase: true);
    }

    [Fact]
    public async Task CancelledListing_Stops()
    {
        await using var server = await ThreePagesAsync();
        using var client = server.Client();
        using var cancellation = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            var listing = client.ListObjectsAsync("bucket").WithCancellation(cancellation.Token);
            await foreach (var found in listing) await cancellation.CancelAsync();
        });

        Assert.Single(server.Requests);
    }

    private static async Task<ScriptedServer> ThreePagesAsync() =>
        AnswerThreePages(await ScriptedServer.StartAsync());

    private static ScriptedServer AnswerThreePages(ScriptedServer server) =>
        server.Then(200, """{"items": [{"name": "a/1"}], "nextPageToken": "second"}""")
            .Then(200, """{"items": [{"name": "a/2"}], "nextPageToken": "third"}""")
            .Then(200, """{"items": [{"name": "a/3"}]}""");

    private static string Query(ReceivedRequest request) =>
        string.Join('&', request.Target.Split('?')[1].Split('&').Order());
}
