using System.Net;
using System.Net.Http.Headers;
using Google.Apis.Download;
using Microsoft.AspNetCore.Http;

namespace Google.Cloud.Storage.V1.Tests;

public class DownloadTests
{
    private static readonly byte[] Hello = Content.Bytes("hello");

    [Fact]
    public async Task Download_WritesContentAndTellsMetadata()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(Media(Hello, Content.Crc32c(Hello)));
        using var client = server.Client();
        var destination = new MemoryStream();

        var found = await client.DownloadObjectAsync("bucket", "a/b.txt", destination);

        Assert.Equal(Hello, destination.ToArray());
        Assert.Equal("GET /storage/v1/b/bucket/o/a%2Fb.txt?alt=media", Assert.Single(server.Requests).Line);
        Assert.Equal(("bucket", "a/b.txt"), (found.Bucket, found.Name));
        Assert.Equal((42, 3), (found.Generation, found.Metageneration));
        Assert.Equal("text/plain", found.ContentType);
        Assert.Equal((Content.Crc32c(Hello), "bWQ1"), (found.Crc32c, found.Md5Hash));
    }

    [Fact]
    public void SynchronousDownload_DoesTheSame()
    {
        using var server = Blocking.Start();
        server.Value.Then(Media(Hello, Content.Crc32c(Hello)));
        using var client = server.Value.Client();
        var destination = new MemoryStream();

        client.DownloadObject("bucket", "name", destination);

        Assert.Equal(Hello, destination.ToArray());
    }

    public static TheoryData<DownloadObjectOptions, string> Queries => new()
    {
        { new DownloadObjectOptions { Generation = 42 }, "generation=42" },
        { new DownloadObjectOptions { IfGenerationMatch = 1 }, "ifGenerationMatch=1" },
        { new DownloadObjectOptions { IfGenerationNotMatch = 2 }, "ifGenerationNotMatch=2" },
        { new DownloadObjectOptions { IfMetagenerationMatch = 3 }, "ifMetagenerationMatch=3" },
        { new DownloadObjectOptions { IfMetagenerationNotMatch = 4 }, "ifMetagenerationNotMatch=4" },
    };

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Options_AreSent(DownloadObjectOptions options, string query)
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(Media(Hello, null));
        using var client = server.Client();

        await client.DownloadObjectAsync("bucket", "name", Stream.Null, options);

        Assert.Equal(
            new[] { "alt=media", query }.Order(),
            Assert.Single(server.Requests).Target.Split('?')[1].Split('&').Order());
    }

    [Fact]
    public async Task GenerationOfTheSource_IsNotPinned()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(Media(Hello, null));
        using var client = server.Client();
        var source = new Apis.Storage.v1.Data.Object { Bucket = "bucket", Name = "name", Generation = 42 };

        await client.DownloadObjectAsync(source, Stream.Null);

        Assert.Equal("GET /storage/v1/b/bucket/o/name?alt=media", Assert.Single(server.Requests).Line);
    }

    [Fact]
    public async Task Range_IsAskedFor()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(context =>
        {
            context.Response.StatusCode = StatusCodes.Status206PartialContent;
            return context.Response.WriteAsync("ell");
        });
        using var client = server.Client();
        var destination = new MemoryStream();
        var options = new DownloadObjectOptions { Range = new RangeHeaderValue(1, 3) };

        await client.DownloadObjectAsync("bucket", "name", destination, options);

        Assert.Equal("bytes=1-3", Assert.Single(server.Requests).Header("Range"));
        Assert.Equal("ell"u8.ToArray(), destination.ToArray());
    }

    [Theory]
    [InlineData(404, "notFound")]
    [InlineData(412, "conditionNotMet")]
    public async Task Refusal_SurfacesAsGoogleApiException(int status, string reason)
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(status, Content.ErrorJson(status, reason));
        using var client = server.Client();
        var destination = new MemoryStream();

        var failure = await Assert.ThrowsAsync<GoogleApiException>(
            () => client.DownloadObjectAsync("bucket", "name", destination));

        Assert.Equal((HttpStatusCode)status, failure.HttpStatusCode);
        Assert.Equal(reason, Assert.Single(failure.Error.Errors).Reason);
        Assert.Equal(0, destination.Length);
    }

    [Fact]
    public async Task LastingServerError_Surfaces()
    {
        await using var server = await ScriptedServer.StartAsync();
        var error = Content.ErrorJson(503, "backendError");
        server.Then(503, error).Then(503, error).Then(503, error);
        using var client = server.Client();

        var failure = await Assert.ThrowsAsync<GoogleApiException>(
            () => client.DownloadObjectAsync("bucket", "name", Stream.Null));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, failure.HttpStatusCode);
    }

    [Fact]
    public async Task ConnectionCutWithinTheContent_Fails()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var destination = new SignallingStream();
        server.Then(async context =>
        {
            context.Response.ContentLength = 100;
            await context.Response.WriteAsync("hello");
            await context.Response.Body.FlushAsync();
            await destination.Written;
            context.Abort();
        });
        using var client = server.Client();
        var options = new DownloadObjectOptions { ChunkSize = 4 };

        await Assert.ThrowsAnyAsync<IOException>(
            () => client.DownloadObjectAsync("bucket", "name", destination, options));
    }

    [Fact]
    public async Task CancelledDownload_IsNotSent()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = server.Client();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => client.DownloadObjectAsync(
                "bucket", "name", Stream.Null, cancellationToken: new CancellationToken(canceled: true)));

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Progress_BeginsBeforeTheFirstBytes()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(Media(Hello, null));
        using var client = server.Client();
        var progress = new RecordedProgress<IDownloadProgress>();

        await client.DownloadObjectAsync("bucket", "name", Stream.Null, progress: progress);

        Assert.Equal(DownloadStatus.NotStarted, progress.Reports[0].Status);
        Assert.Equal(
            (DownloadStatus.Completed, 5L),
            (progress.Reports[^1].Status, progress.Reports[^1].BytesDownloaded));
    }

    internal static Func<HttpContext, Task> Media(byte[] content, string? crc32c) =>
        async context =>
        {
            context.Response.ContentType = "text/plain";
            context.Response.Headers["x-goog-generation"] = "42";
            context.Response.Headers["x-goog-metageneration"] = "3";
            if (crc32c is not null) context.Response.Headers["x-goog-hash"] = $"crc32c={crc32c},md5=bWQ1";
            await context.Response.Body.WriteAsync(content);
        };

    private sealed class SignallingStream : MemoryStream
    {
        private readonly TaskCompletionSource _written =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task Written => _written.Task;

        public override Task WriteAsync(
            byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            _written.TrySetResult();
            return base.WriteAsync(buffer, offset, count, cancellationToken);
        }
    }
}
