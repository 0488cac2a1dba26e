using System.Net;
using Google.Apis.Storage.v1.Data;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace Google.Cloud.Storage.V1.Tests;

public class RetryTests
{
    private static readonly Object Named = new() { Bucket = "bucket", Name = "name" };
    private static readonly RetryTiming AtOnce = new(TimeSpan.Zero, TimeSpan.Zero, 1);
    private static readonly GetObjectOptions AtOnceOptions =
        new() { RetryOptions = new RetryOptions(AtOnce, RetryPredicate.RetriableIdempotentErrors) };

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task PassingError_IsRetried(int status)
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(status).Then(status).Then(200, Content.ObjectJson());
        using var client = server.Client();

        var found = await client.GetObjectAsync("bucket", "name", AtOnceOptions);

        Assert.Equal(7, found.Generation);
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(412)]
    [InlineData(501)]
    public async Task LastingError_IsNotRetried(int status)
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(status);
        using var client = server.Client();

        await Assert.ThrowsAsync<GoogleApiException>(
            () => client.GetObjectAsync("bucket", "name", AtOnceOptions));

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task ThirdFailure_Surfaces()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(503).Then(503).Then(503).Then(200, Content.ObjectJson());
        using var client = server.Client();

        var failure = await Assert.ThrowsAsync<GoogleApiException>(
            () => client.GetObjectAsync("bucket", "name", AtOnceOptions));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, failure.HttpStatusCode);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task OwnPredicate_ReplacesTheDefault()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(418).Then(503);
        using var client = server.Client();
        var options = new GetObjectOptions
        {
            RetryOptions = new RetryOptions(AtOnce, RetryPredicate.FromErrorCodes(418)),
        };

        var failure = await Assert.ThrowsAsync<GoogleApiException>(
            () => client.GetObjectAsync("bucket", "name", options));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, failure.HttpStatusCode);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task PredicateOfTheCaller_IsAsked()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(451).Then(200, Content.ObjectJson());
        using var client = server.Client();
        var predicate = RetryPredicate.FromErrorCodePredicate(code => code == 451);

        await client.GetObjectAsync(
            "bucket", "name", new GetObjectOptions { RetryOptions = new RetryOptions(AtOnce, predicate) });

        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Attempts_ShareAnIdAndAreCounted()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(503).Then(503).Then(200, Content.ObjectJson());
        using var client = server.Client();

        await client.GetObjectAsync("bucket", "name", AtOnceOptions);

        Assert.Equal(
            ["1", "2", "3"], server.Requests.Select(request => Part(request, "gccl-attempt-count")));
        var id = Part(server.Requests[0], "gccl-invocation-id");
        Assert.True(Guid.TryParse(id, out _), id);
        Assert.All(server.Requests, request => Assert.Equal(id, Part(request, "gccl-invocation-id")));
    }

    public static TheoryData<string, Func<StorageClient, Task>, bool> Defaults => new()
    {
        { "get", client => client.GetObjectAsync("bucket", "name"), true },
        { "list", client => client.ListObjectsAsync("bucket").ReadPageAsync(1), true },
        { "delete", client => client.DeleteObjectAsync("bucket", "name"), false },
        { "delete a generation", client => client.DeleteObjectAsync(
            "bucket", "name", new DeleteObjectOptions { Generation = 1 }), true },
        { "delete if generation", client => client.DeleteObjectAsync(
            "bucket", "name", new DeleteObjectOptions { IfGenerationMatch = 1 }), true },
        { "patch", client => client.PatchObjectAsync(Named), false },
        { "patch if metageneration", client => client.PatchObjectAsync(
            Named, new PatchObjectOptions { IfMetagenerationMatch = 1 }), true },
        { "update", client => client.UpdateObjectAsync(Named), false },
        { "update if metageneration", client => client.UpdateObjectAsync(
            Named, new UpdateObjectOptions { IfMetagenerationMatch = 1 }), true },
        { "copy", client => client.CopyObjectAsync("bucket", "name", "bucket", "copy"), false },
        { "copy if generation", client => client.CopyObjectAsync(
            "bucket", "name", "bucket", "copy", new CopyObjectOptions { IfGenerationMatch = 0 }), true },
        { "get bucket", client => client.GetBucketAsync("bucket"), true },
        { "create bucket", client => client.CreateBucketAsync("my-project", "bucket"), true },
        { "create a described bucket", client => client.CreateBucketAsync(
            "my-project", new Bucket { Name = "bucket" }), true },
        { "list buckets", client => client.ListBucketsAsync("my-project").ReadPageAsync(1), true },
        { "delete bucket", client => client.DeleteBucketAsync("bucket"), true },
        { "told not to", client => client.GetObjectAsync(
            "bucket", "name", new GetObjectOptions { RetryOptions = RetryOptions.Never }), false },
    };

    // A request that may be repeated counts its attempts: that shows without waiting for the real back-off.
    [Theory]
    [MemberData(nameof(Defaults))]
    public async Task OnlyWhatMayRunTwice_IsRetriedByDefault(
        string call, Func<StorageClient, Task> invoke, bool retried)
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(404);
        using var client = server.Client();

        await Assert.ThrowsAsync<GoogleApiException>(() => invoke(client));

        var attempt = Part(Assert.Single(server.Requests), "gccl-attempt-count");
        Assert.True(retried == (attempt == "1"), call);
    }

    [Fact]
    public async Task CallThatMayNotRunTwice_IsSentOnce()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(503);
        using var client = server.Client();

        await Assert.ThrowsAsync<GoogleApiException>(() => client.DeleteObjectAsync("bucket", "name"));

        Assert.Single(server.Requests);
    }

    [Fact]
    public void Timing_HasTheDocumentedDefaults()
    {
        var timing = RetryTiming.Default;

        Assert.Equal(
            (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(32), 2.0),
            (timing.InitialBackoff, timing.MaxBackoff, timing.BackoffMultiplier));
        Assert.Equal(TimeSpan.Zero, timing.WithInitialBackoff(TimeSpan.Zero).InitialBackoff);
        Assert.Equal(TimeSpan.FromMinutes(1), timing.WithMaxBackoff(TimeSpan.FromMinutes(1)).MaxBackoff);
        Assert.Equal(3, timing.WithBackoffMultiplier(3).BackoffMultiplier);
    }

    [Theory]
    [InlineData(-1, 1, 1.0)]
    [InlineData(2, 1, 1.0)]
    [InlineData(1, 2, 0.9)]
    public void TimingOutOfBounds_IsRefused(int initial, int max, double multiplier) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new RetryTiming(TimeSpan.FromSeconds(initial), TimeSpan.FromSeconds(max), multiplier));

    private static string? Part(ReceivedRequest request, string name) =>
        request.Header("x-goog-api-client")!.Split(' ')
            .Select(part => part.Split('/'))
            .SingleOrDefault(part => part[0] == name)?[1];
}
