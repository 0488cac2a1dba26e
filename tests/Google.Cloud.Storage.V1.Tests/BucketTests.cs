using System.Net;
using System.Text.Json;
using Google.Apis.Storage.v1.Data;

namespace Google.Cloud.Storage.V1.Tests;

public class BucketTests
{
    [Fact]
    public async Task Create_NamesProjectAndBucket()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(200, """{"name": "bucket", "location": "EU", "timeCreated": "2026-03-01T10:20:30Z"}""");
        using var client = server.Client();
        var bucket = new Bucket { Name = "bucket", Location = "EU", Versioning = new() { Enabled = true } };

        var created = await client.CreateBucketAsync("my-project", bucket);

        var request = Assert.Single(server.Requests);
        Assert.Equal("POST /storage/v1/b?project=my-project", request.Line);
        var sent = JsonDocument.Parse(request.Body).RootElement;
        Assert.Equal("bucket", sent.GetProperty("name").GetString());
        Assert.True(sent.GetProperty("versioning").GetProperty("enabled").GetBoolean());
        Assert.Equal("EU", created.Location);
        Assert.Equal(
            new DateTimeOffset(2026, 3, 1, 10, 20, 30, TimeSpan.Zero), created.TimeCreatedDateTimeOffset);
    }

    [Fact]
    public async Task CreateOfATakenName_IsAConflict()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(409, Content.ErrorJson(409, "conflict"));
        using var client = server.Client();

        var failure = await Assert.ThrowsAsync<GoogleApiException>(
            () => client.CreateBucketAsync("my-project", "bucket"));

        Assert.Equal(HttpStatusCode.Conflict, failure.HttpStatusCode);
    }

    [Fact]
    public async Task Get_ChecksThePrecondition()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(200, """{"name": "bucket", "metageneration": "4"}""");
        using var client = server.Client();

        var bucket = await client.GetBucketAsync(
            "bucket", new GetBucketOptions { IfMetagenerationMatch = 4 });

        Assert.Equal("GET /storage/v1/b/bucket?ifMetagenerationMatch=4", server.Requests[0].Line);
        Assert.Equal(4, bucket.Metageneration);
    }

    [Fact]
    public async Task List_GoesOverAllPages()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(200, """{"items": [{"name": "a"}], "nextPageToken": "next"}""")
            .Then(200, """{"items": [{"name": "b"}]}""");
        using var client = server.Client();
        var names = new List<string>();

        await foreach (var bucket in client.ListBucketsAsync("my-project")) names.Add(bucket.Name);

        Assert.Equal(["a", "b"], names);
        Assert.Equal("GET /storage/v1/b?project=my-project", server.Requests[0].Line);
        Assert.Contains("pageToken=next", server.Requests[1].Line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_LeavesObjectsToTheServer()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(204);
        using var client = server.Client();

        await client.DeleteBucketAsync(new Bucket { Name = "bucket" });

        Assert.Equal("DELETE /storage/v1/b/bucket", Assert.Single(server.Requests).Line);
    }

    [Fact]
    public async Task DeleteWithObjects_ChecksThenEmptiesThenDeletes()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(200, """{"name": "bucket"}""")
            .Then(200, """{"items": [{"bucket": "bucket", "name": "a", "generation": "5"}]}""")
            .Then(204)
            .Then(204);
        using var client = server.Client();
        var options = new DeleteBucketOptions { DeleteObjects = true, IfMetagenerationMatch = 4 };

        await client.DeleteBucketAsync("bucket", options);

        Assert.Equal(
            [
                "GET /storage/v1/b/bucket?ifMetagenerationMatch=4",
                "GET /storage/v1/b/bucket/o?versions=true",
                "DELETE /storage/v1/b/bucket/o/a?generation=5",
                "DELETE /storage/v1/b/bucket?ifMetagenerationMatch=4",
            ],
            server.Requests.Select(request => request.Line),
            StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public void SynchronousCalls_DoTheSame()
    {
        using var server = Blocking.Start();
        server.Value.Then(200, """{"name": "bucket"}""").Then(200, """{"name": "bucket"}""")
            .Then(200, """{"items": [{"name": "bucket"}]}""").Then(204);
        using var client = server.Value.Client();

        client.CreateBucket("my-project", "bucket");
        client.GetBucket("bucket");
        Assert.Equal("bucket", Assert.Single(client.ListBuckets("my-project")).Name);
        client.DeleteBucket("bucket");

        Assert.Equal(
            ["POST", "GET", "GET", "DELETE"], server.Value.Requests.Select(request => request.Method));
    }
}
