using Google.Api.Gax;
using Google.Api.Gax.Grpc;
using Google.Cloud.PubSub.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Shop.Tests.PubSubClient;

public sealed class PublishCallTests
{
    [Fact]
    public async Task Message_ArrivesByteByByte()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Ids("77"));
        await using var publisher = await server.Publisher().BuildAsync();
        var message = new PubsubMessage
        {
            Data = ByteString.CopyFrom(0, 1, 255, 10),
            Attributes = { ["ce-id"] = "1", ["grüße"] = "añb" },
        };

        var id = await publisher.PublishAsync(message);

        var request = Assert.Single(server.Requests);
        Assert.Equal("77", id);
        Assert.Equal("/google.pubsub.v1.Publisher/Publish", request.Path);
        Assert.Equal("projects/local/topics/orders", request.Publish.Topic);
        Assert.Equal(message, Assert.Single(request.Publish.Messages));
        Assert.StartsWith(
            "application/grpc", request.Headers.ContentType.ToString(), StringComparison.Ordinal);
        Assert.Equal("trailers", request.Headers["te"].ToString());
        Assert.Contains(
            "topic=projects%2Flocal%2Ftopics%2Forders", request.Headers["x-goog-request-params"].ToString(),
            StringComparison.Ordinal);
        Assert.NotEmpty(request.Headers["grpc-timeout"].ToString());
        Assert.False(request.Headers.ContainsKey("authorization"));
        Assert.Equal(0, request.Compressed);
    }

    [Fact]
    public async Task IdsOfABatch_AreInTheOrderOfItsMessages()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Ids("1", "2", "3"));
        var builder = server.Publisher();
        builder.Settings =
            new PublisherClient.Settings { BatchingSettings = new BatchingSettings(3, null, null) };
        await using var publisher = await builder.BuildAsync();

        var ids = await Task.WhenAll(
            publisher.PublishAsync("a"), publisher.PublishAsync("b"), publisher.PublishAsync("c"));

        Assert.Equal(["1", "2", "3"], ids);
    }

    [Theory]
    [InlineData(StatusCode.NotFound)]
    [InlineData(StatusCode.InvalidArgument)]
    [InlineData(StatusCode.PermissionDenied)]
    [InlineData(StatusCode.Unauthenticated)]
    [InlineData(StatusCode.FailedPrecondition)]
    public async Task StatusThatDoesNotPass_IsReportedAtOnce(StatusCode code)
    {
        await using var server =
            await ScriptedServer.StartAsync(Answer.TrailersOnly(code, "gone%3A %E2%82%AC"));
        await using var publisher = await server.Publisher().BuildAsync();

        var failure = await Assert.ThrowsAsync<RpcException>(() => publisher.PublishAsync("a"));

        Assert.Equal(code, failure.StatusCode);
        Assert.Equal("gone: €", failure.Status.Detail);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(StatusCode.Aborted)]
    [InlineData(StatusCode.Cancelled)]
    [InlineData(StatusCode.Internal)]
    [InlineData(StatusCode.ResourceExhausted)]
    [InlineData(StatusCode.Unknown)]
    [InlineData(StatusCode.Unavailable)]
    [InlineData(StatusCode.DeadlineExceeded)]
    public async Task StatusThatPasses_IsTriedAgain(StatusCode code)
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.TrailersOnly(code), Answer.Trailers(code, ""), Answer.Ids("9"));
        await using var publisher = await server.Publisher().BuildAsync();

        Assert.Equal("9", await publisher.PublishAsync("a"));
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task StatusInTrailers_IsReported()
    {
        await using var server =
            await ScriptedServer.StartAsync(Answer.Trailers(StatusCode.NotFound, "no%20topic"));
        await using var publisher = await server.Publisher().BuildAsync();

        var failure = await Assert.ThrowsAsync<RpcException>(() => publisher.PublishAsync("a"));

        Assert.Equal(StatusCode.NotFound, failure.StatusCode);
        Assert.Equal("no topic", failure.Status.Detail);
    }

    [Fact]
    public async Task FiveAttempts_AreAllThereAre()
    {
        var scheduler = new InstantScheduler();
        await using var server = await ScriptedServer.StartAsync(
            [.. Enumerable.Repeat(Answer.TrailersOnly(StatusCode.Unavailable), 6)]);
        await using var publisher = await server
            .Publisher(new PublisherServiceApiSettings { Scheduler = scheduler }).BuildAsync();

        var failure = await Assert.ThrowsAsync<RpcException>(() => publisher.PublishAsync("a"));

        Assert.Equal(StatusCode.Unavailable, failure.StatusCode);
        Assert.Equal(5, server.Requests.Count);
        int[] limits = [100, 400, 1600, 6400];
        Assert.Equal(limits.Length, scheduler.Delays.Count);
        Assert.All(
            limits.Zip(scheduler.Delays),
            pair => Assert.InRange(pair.Second.TotalMilliseconds, 0, pair.First));
    }

    [Fact]
    public async Task RetryThatWouldMissTheDeadline_IsNotMade()
    {
        var clock = new ManualClock(TimeProvider.System.GetUtcNow().UtcDateTime);
        await using var server = await ScriptedServer.StartAsync(async context =>
        {
            clock.Now += TimeSpan.FromSeconds(60);
            await Answer.TrailersOnly(StatusCode.Unavailable)(context);
        });
        await using var publisher = await server
            .Publisher(new PublisherServiceApiSettings { Clock = clock, Scheduler = new InstantScheduler() })
            .BuildAsync();

        var failure = await Assert.ThrowsAsync<RpcException>(() => publisher.PublishAsync("a"));

        Assert.Equal(StatusCode.Unavailable, failure.StatusCode);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task NoAnswerWithinTheDeadline_IsDeadlineExceeded()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Never());
        await using var publisher = await server.Publisher(new PublisherServiceApiSettings
        {
            PublishSettings = CallSettings.FromExpiration(
                Expiration.FromTimeout(TimeSpan.FromMilliseconds(300))),
        }).BuildAsync();

        var failure = await Assert.ThrowsAsync<RpcException>(() => publisher.PublishAsync("a"));

        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
    }

    [Theory]
    [InlineData(400, StatusCode.Internal)]
    [InlineData(401, StatusCode.Unauthenticated)]
    [InlineData(403, StatusCode.PermissionDenied)]
    [InlineData(404, StatusCode.Unimplemented)]
    [InlineData(429, StatusCode.Unavailable)]
    [InlineData(500, StatusCode.Unknown)]
    [InlineData(503, StatusCode.Unavailable)]
    public Task AnswerThatIsNotGrpc_IsMapped(int status, StatusCode expected) =>
        OnceAsync(Answer.Http(status), expected);

    [Theory]
    [InlineData(0x2, StatusCode.Internal)]
    [InlineData(0x8, StatusCode.Cancelled)]
    [InlineData(0xb, StatusCode.ResourceExhausted)]
    public Task ResetStream_IsMapped(int errorCode, StatusCode expected) =>
        OnceAsync(Answer.Reset(errorCode), expected);

    [Fact]
    public Task AnswerWithoutStatus_IsCancelled() => OnceAsync(Answer.WithoutStatus(), StatusCode.Cancelled);

    [Fact]
    public async Task ServerThatIsNotThere_IsUnavailable()
    {
        var server = await ScriptedServer.StartAsync();
        var builder = server.Publisher(WithoutRetry());
        await server.DisposeAsync();
        await using var publisher = await builder.BuildAsync();

        var failure = await Assert.ThrowsAsync<RpcException>(() => publisher.PublishAsync("a"));

        Assert.Equal(StatusCode.Unavailable, failure.StatusCode);
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(100_000, 0)]
    public async Task Compression_StartsAtItsThreshold(long threshold, int compressed)
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Ids("1"));
        var builder = server.Publisher();
        builder.Settings = new PublisherClient.Settings
        {
            EnableCompression = true,
            CompressionBytesThreshold = threshold,
        };
        await using var publisher = await builder.BuildAsync();

        await publisher.PublishAsync(new string('a', 5000));

        var request = Assert.Single(server.Requests);
        Assert.Equal(compressed, request.Compressed);
        Assert.Equal(compressed == 1, request.Body.Length < 1000);
        Assert.Equal(compressed == 1, request.Headers["grpc-encoding"].Contains("gzip"));
    }

    private static PublisherServiceApiSettings WithoutRetry() => new()
    {
        PublishSettings = CallSettings.FromExpiration(Expiration.FromTimeout(TimeSpan.FromSeconds(30))),
    };

    private static async Task OnceAsync(Microsoft.AspNetCore.Http.RequestDelegate answer, StatusCode expected)
    {
        await using var server = await ScriptedServer.StartAsync(answer);
        await using var publisher = await server.Publisher(WithoutRetry()).BuildAsync();

        var failure = await Assert.ThrowsAsync<RpcException>(() => publisher.PublishAsync("a"));

        Assert.Equal(expected, failure.StatusCode);
    }
}
