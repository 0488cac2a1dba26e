using Google.Api.Gax;
using Google.Cloud.PubSub.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Shop.Tests.PubSubClient;

public sealed class BatchingTests
{
    private readonly ManualApi _api = new();
    private readonly ManualScheduler _scheduler = new();

    [Fact]
    public void Defaults_AreThoseOfThePackage()
    {
        Assert.Equal(100, PublisherClient.DefaultBatchingSettings.ElementCountThreshold);
        Assert.Equal(1_000_000, PublisherClient.DefaultBatchingSettings.ByteCountThreshold);
        Assert.Equal(TimeSpan.FromMilliseconds(10), PublisherClient.DefaultBatchingSettings.DelayThreshold);
        Assert.Equal(1000, PublisherClient.ApiMaxBatchingSettings.ElementCountThreshold);
        Assert.Equal(10_000_000, PublisherClient.ApiMaxBatchingSettings.ByteCountThreshold);
        Assert.Null(PublisherClient.ApiMaxBatchingSettings.DelayThreshold);
        Assert.Equal(TimeSpan.FromSeconds(5), PublisherClient.DefaultDisposeTimeout);
    }

    [Fact]
    public async Task DelayOver_SendsWhatIsThere()
    {
        var publisher = Publisher(null);
        var first = publisher.PublishAsync("a");
        var second = publisher.PublishAsync("b");

        Assert.Equal(TimeSpan.FromMilliseconds(10), await _scheduler.EndNextDelayAsync());
        var call = await _api.NextAsync();
        Assert.False(first.IsCompleted);
        call.Succeed();

        Assert.Equal(["a", "b"], call.Texts);
        Assert.Equal("a", await first);
        Assert.Equal("b", await second);
    }

    [Fact]
    public async Task CountReached_SendsWithoutDelay()
    {
        var publisher = Publisher(new BatchingSettings(2, null, null));
        var ids =
            new[] { publisher.PublishAsync("a"), publisher.PublishAsync("b"), publisher.PublishAsync("c") };

        var call = await _api.NextAsync();
        call.Succeed();

        Assert.Equal(["a", "b"], call.Texts);
        await Task.WhenAll(ids[..2]);
        Assert.False(ids[2].IsCompleted);
        Assert.False(_api.HasCall);
    }

    [Fact]
    public async Task BytesWouldExceed_SendsTheEarlierOnesFirst()
    {
        var size = new PubsubMessage { Data = ByteString.CopyFromUtf8("aaaa") }.CalculateSize();
        var publisher = Publisher(new BatchingSettings(null, (2 * size) + 1, null));
        _ = publisher.PublishAsync("aaaa");
        _ = publisher.PublishAsync("bbbb");
        _ = publisher.PublishAsync("cccc");

        Assert.Equal(["aaaa", "bbbb"], (await _api.NextAsync()).Texts);
    }

    [Fact]
    public async Task MessageBiggerThanTheThreshold_TravelsAlone()
    {
        var publisher = Publisher(new BatchingSettings(null, 3, null));
        _ = publisher.PublishAsync("much too long");

        Assert.Equal(["much too long"], (await _api.NextAsync()).Texts);
    }

    [Fact]
    public async Task OneClient_HasOneRequestUnderWay()
    {
        var publisher = Publisher(new BatchingSettings(1, null, null));
        _ = publisher.PublishAsync("a");
        var second = publisher.PublishAsync("b");
        var first = await _api.NextAsync();
        Assert.False(_api.HasCall);

        first.Succeed();
        (await _api.NextAsync()).Succeed();

        Assert.Equal("b", await second);
    }

    [Fact]
    public async Task FailedBatch_FailsItsMessagesOnly()
    {
        var publisher = Publisher(new BatchingSettings(1, null, null));
        var lost = publisher.PublishAsync("a");
        (await _api.NextAsync()).Answer.SetException(
            new RpcException(new Status(StatusCode.NotFound, "no topic")));
        var failure = await Assert.ThrowsAsync<RpcException>(() => lost);
        var kept = publisher.PublishAsync("b");
        (await _api.NextAsync()).Succeed();

        Assert.Equal(StatusCode.NotFound, failure.StatusCode);
        Assert.Equal("b", await kept);
    }

    [Theory]
    [InlineData(0L, null)]
    [InlineData(1001L, null)]
    [InlineData(null, 0L)]
    [InlineData(null, 10_000_001L)]
    public void ThresholdOutOfRange_IsRefused(long? count, long? bytes) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Publisher(new BatchingSettings(count, bytes, null)));

    [Fact]
    public void DelayOfNothing_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Publisher(new BatchingSettings(1, 1, TimeSpan.Zero)));

    private PublisherClientImpl Publisher(BatchingSettings? batching) => new(
        ScriptedServer.Topic, [_api],
        new PublisherClient.Settings { BatchingSettings = batching, Scheduler = _scheduler }, null);
}
