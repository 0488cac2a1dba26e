using System.Net;
using System.Text.Json;
using Google.Apis.Upload;

namespace Google.Cloud.Storage.V1.Tests;

public class UploadTests
{
    private static readonly byte[] Hello = Content.Bytes("hello");

    [Fact]
    public async Task Upload_OpensSessionAndSendsBytes()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(200, "", Session(server)).Then(200, Content.ObjectJson(Hello, "a/b.txt"));
        using var client = server.Client();

        var uploaded = await client.UploadObjectAsync(
            "bucket", "a/b.txt", "text/plain", new MemoryStream(Hello));

        Assert.Equal(
            ["POST /upload/storage/v1/b/bucket/o?uploadType=resumable", "PUT /session"],
            server.Requests.Select(request => request.Line));
        var opening = server.Requests[0];
        Assert.Equal("text/plain", opening.Header("X-Upload-Content-Type"));
        Assert.Equal("5", opening.Header("X-Upload-Content-Length"));
        var metadata = JsonDocument.Parse(opening.Body).RootElement;
        Assert.Equal("a/b.txt", metadata.GetProperty("name").GetString());
        Assert.Equal("text/plain", metadata.GetProperty("contentType").GetString());
        Assert.Equal("bytes 0-4/5", server.Requests[1].Header("Content-Range"));
        Assert.Equal(Hello, server.Requests[1].Body);
        Assert.Equal(("a/b.txt", 7, 5), (uploaded.Name, uploaded.Generation, (int)uploaded.Size!.Value));
    }

    [Fact]
    public void SynchronousUpload_DoesTheSame()
    {
        using var server = Blocking.Start();
        server.Value.Then(200, "", Session(server.Value)).Then(200, Content.ObjectJson(Hello));
        using var client = server.Value.Client();
        var destination = new Apis.Storage.v1.Data.Object
        {
            Bucket = "bucket",
            Name = "name",
            CacheControl = "no-store",
            Metadata = new Dictionary<string, string> { ["colour"] = "red" },
        };

        var uploaded = client.UploadObject(destination, new MemoryStream(Hello));

        var metadata = JsonDocument.Parse(server.Value.Requests[0].Body).RootElement;
        Assert.Equal("no-store", metadata.GetProperty("cacheControl").GetString());
        Assert.Equal("red", metadata.GetProperty("metadata").GetProperty("colour").GetString());
        Assert.False(metadata.TryGetProperty("generation", out _));
        Assert.Equal("red", uploaded.Metadata["colour"]);
    }

    [Fact]
    public async Task EmptyContent_IsUploaded()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(200, "", Session(server)).Then(200, Content.ObjectJson([]));
        using var client = server.Client();

        await client.UploadObjectAsync("bucket", "name", "text/plain", new MemoryStream());

        Assert.Equal("bytes */0", server.Requests[1].Header("Content-Range"));
    }

    public static TheoryData<UploadObjectOptions, string> Preconditions => new()
    {
        { new UploadObjectOptions { IfGenerationMatch = 0 }, "ifGenerationMatch=0" },
        { new UploadObjectOptions { IfGenerationNotMatch = 3 }, "ifGenerationNotMatch=3" },
        { new UploadObjectOptions { IfMetagenerationMatch = 4 }, "ifMetagenerationMatch=4" },
        { new UploadObjectOptions { IfMetagenerationNotMatch = 5 }, "ifMetagenerationNotMatch=5" },
    };

    [Theory]
    [MemberData(nameof(Preconditions))]
    public async Task Precondition_IsSentWithTheSession(UploadObjectOptions options, string query)
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(200, "", Session(server)).Then(200, Content.ObjectJson(Hello));
        using var client = server.Client();

        await client.UploadObjectAsync("bucket", "name", "text/plain", new MemoryStream(Hello), options);

        Assert.Contains(query, server.Requests[0].Target.Split('?')[1].Split('&'));
    }

    [Theory]
    [InlineData(412, "conditionNotMet")]
    [InlineData(403, "forbidden")]
    public async Task RefusedBytes_SurfaceAsGoogleApiException(int status, string reason)
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(200, "", Session(server)).Then(status, Content.ErrorJson(status, reason, "No, thanks."));
        using var client = server.Client();

        var failure = await Assert.ThrowsAsync<GoogleApiException>(
            () => client.UploadObjectAsync("bucket", "name", "text/plain", new MemoryStream(Hello)));

        Assert.Equal((HttpStatusCode)status, failure.HttpStatusCode);
        Assert.Equal("No, thanks.", failure.Error.Message);
        Assert.Equal(reason, Assert.Single(failure.Error.Errors).Reason);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task RefusedSession_SurfacesAsGoogleApiException()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(404, Content.ErrorJson(404, "notFound"));
        using var client = server.Client();

        var failure = await Assert.ThrowsAsync<GoogleApiException>(
            () => client.UploadObjectAsync("bucket", "name", "text/plain", new MemoryStream(Hello)));

        Assert.Equal(HttpStatusCode.NotFound, failure.HttpStatusCode);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task CancelledUpload_IsNotSent()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = server.Client();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => client.UploadObjectAsync(
                "bucket", "name", "text/plain", new MemoryStream(Hello),
                cancellationToken: new CancellationToken(canceled: true)));

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Progress_IsReported()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(200, "", Session(server)).Then(200, Content.ObjectJson(Hello));
        using var client = server.Client();
        var progress = new RecordedProgress<IUploadProgress>();

        await client.UploadObjectAsync(
            "bucket", "name", "text/plain", new MemoryStream(Hello), progress: progress);

        Assert.Equal(UploadStatus.Starting, progress.Reports[0].Status);
        var last = progress.Reports[^1];
        Assert.Equal((UploadStatus.Completed, 5L), (last.Status, last.BytesSent));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-262144)]
    [InlineData(262143)]
    [InlineData(300000)]
    public void OddChunkSize_IsRefused(int size) =>
        Assert.Throws<ArgumentException>(() => new UploadObjectOptions { ChunkSize = size });

    [Fact]
    public void ChunkSize_IsAMultipleOfTheMinimumOrNothing()
    {
        Assert.Equal(262144, UploadObjectOptions.MinimumChunkSize);
        Assert.Equal(786432, new UploadObjectOptions { ChunkSize = 786432 }.ChunkSize);
        Assert.Null(new UploadObjectOptions { ChunkSize = null }.ChunkSize);
    }

    internal static (string Name, string Value) Session(ScriptedServer server) =>
        ("Location", server.Address + "/session");
}
