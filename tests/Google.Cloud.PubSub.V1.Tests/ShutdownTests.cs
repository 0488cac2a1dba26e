using Google.Api.Gax;
using Google.Cloud.PubSub.V1;
using Grpc.Core;

namespace Shop.Tests.PubSubClient;

public sealed class ShutdownTests
{
    private readonly ManualApi _api = new();

    [Fact]
    public async Task Shutdown_SendsWhatWaitsAndThenStops()
    {
        var stopped = false;
        var publisher = Publisher(false, () =>
        {
            stopped = true;
            return Task.CompletedTask;
        });
        var id = publisher.PublishAsync("a");
        var shutdown = publisher.ShutdownAsync(CancellationToken.None);
        var call = await _api.NextAsync();
        Assert.False(shutdown.IsCompleted);

        call.Succeed();
        await shutdown;

        Assert.Equal("a", await id);
        Assert.True(stopped);
    }

    [Fact]
    public async Task PublishAfterShutdown_IsRefused()
    {
        var publisher = Publisher();
        await publisher.ShutdownAsync(CancellationToken.None);

        await Assert.ThrowsAsync<InvalidOperationException>(() => publisher.PublishAsync("a"));
        await publisher.ShutdownAsync(CancellationToken.None);
        await publisher.DisposeAsync();
    }

    [Fact]
    public async Task HardStop_CancelsEverything()
    {
        using var hardStop = new CancellationTokenSource();
        var publisher = Publisher();
        var underWay = publisher.PublishAsync("a");
        var waiting = publisher.PublishAsync("b");
        var shutdown = publisher.ShutdownAsync(hardStop.Token);
        await _api.NextAsync();

        await hardStop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => shutdown);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => underWay);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task OrderingKeyWithoutOrdering_IsRefused() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Publisher().PublishAsync("key", "a"));

    [Fact]
    public async Task BatchesOfOneKey_TravelOneAfterTheOther()
    {
        var publisher = Publisher(ordered: true, clients: 2);
        _ = publisher.PublishAsync("key", "a");
        _ = publisher.PublishAsync("key", "b");
        var other = publisher.PublishAsync("other", "c");
        var calls = new[] { await _api.NextAsync(), await _api.NextAsync() };
        Assert.False(_api.HasCall);
        Assert.Equal(["a", "c"], calls.SelectMany(call => call.Texts).Order());

        calls.Single(call => call.Texts.Single() == "a").Succeed();

        Assert.Equal(["b"], (await _api.NextAsync()).Texts);
        Assert.False(other.IsCompleted);
    }

    [Fact]
    public async Task LostMessageOfAKey_ClosesTheKeyUntilResumed()
    {
        var publisher = Publisher(ordered: true);
        var lost = publisher.PublishAsync("key", "a");
        var behind = publisher.PublishAsync("key", "b");
        (await _api.NextAsync()).Answer.SetException(new RpcException(new Status(StatusCode.NotFound, "")));

        await Assert.ThrowsAsync<RpcException>(() => lost);
        await Assert.ThrowsAsync<RpcException>(() => behind);
        await Assert.ThrowsAsync<OrderingKeyInErrorStateException>(() => publisher.PublishAsync("key", "c"));
        publisher.ResumePublish("key");
        var resumed = publisher.PublishAsync("key", "d");
        (await _api.NextAsync()).Succeed();
        Assert.Equal("d", await resumed);
    }

    [Fact]
    public async Task PassingFailureOfAKey_IsTriedAgainInOrder()
    {
        var publisher = Publisher(ordered: true);
        var first = publisher.PublishAsync("key", "a");
        var second = publisher.PublishAsync("key", "b");
        (await _api.NextAsync()).Answer.SetException(
            new RpcException(new Status(StatusCode.Unavailable, "")));
        (await _api.NextAsync()).Succeed();
        (await _api.NextAsync()).Succeed();

        Assert.Equal("a", await first);
        Assert.Equal("b", await second);
    }

    private PublisherClientImpl Publisher(
        bool ordered = false, Func<Task>? shutdown = null, int clients = 1) => new(
        ScriptedServer.Topic, Enumerable.Repeat(_api, clients),
        new PublisherClient.Settings
        {
            BatchingSettings = new BatchingSettings(1, null, null),
            EnableMessageOrdering = ordered,
        },
        shutdown);
}
