using System.Collections.Concurrent;
using System.Globalization;
using Shop.LocalCloud.Chaos;
using Shop.LocalCloud.Feed;
using Shop.LocalCloud.Hosting;
using Shop.LocalCloud.PubSub.Push;

namespace Shop.LocalCloud.Tests.PubSub;

public sealed class PushChaosTests : IAsyncLifetime
{
    private const string Subscription = "projects/local/subscriptions/orders-orders";

    private readonly FunctionAddresses _addresses = new();
    private readonly ConcurrentQueue<string> _killed = new();
    private PushReceiver _receiver = null!;

    public async Task InitializeAsync()
    {
        _receiver = await PushReceiver.StartAsync();
        _addresses.Set("Orders", _receiver.Address);
    }

    public async Task DisposeAsync() => await _receiver.DisposeAsync();

    [Fact]
    public async Task Duplicate_ArrivesTwiceAndIsAcknowledgedOnce()
    {
        await using var local = await StartAsync(ChaosOptions.None with { Duplicate = 1 });

        for (var count = 0; count < 10; count++)
        {
            await local.PublishAsync(PushTests.Event("e1"));
            Assert.Equal(
                (await _receiver.NextAsync()).Headers["x-goog-pubsub-message-id"],
                (await _receiver.NextAsync()).Headers["x-goog-pubsub-message-id"]);
        }

        var entry = await PushTests.EntryAsync(local, FeedKind.Delivered, 10);
        Assert.Equal("delivered twice", entry.Delivery!.Chaos);
    }

    [Fact]
    public async Task Error_FailsUnsentAndSentDeliveries()
    {
        var chaos = ChaosOptions.None with { Seed = 1, Error = 1 };
        await using var local = await StartAsync(chaos);
        var unsent = Message(chaos, FalseFailure.NeverSent);
        var lost = Message(chaos, FalseFailure.AnswerLost);
        for (var number = 1; number <= Math.Max(unsent, lost); number++)
        {
            await local.PublishAsync(PushTests.Event($"e{number}"));
        }

        var first = await FirstAsync(local, unsent);
        var second = await FirstAsync(local, lost);

        Assert.Equal(("never sent", (int?)null, (string?)null), (first.Fault, first.Status, first.Endpoint));
        Assert.Equal(
            ("its answer was lost", (int?)204, _receiver.Address.ToString()),
            (second.Fault, second.Status, second.Endpoint));
        Assert.NotNull(second.RetryInMilliseconds);
    }

    [Fact]
    public async Task Crash_KillsTheFunction()
    {
        await using var local = await StartAsync(ChaosOptions.None with { Crash = 1 });

        await local.PublishAsync(PushTests.Event("e1"));

        await PushTests.EntryAsync(local, FeedKind.Delivered);
        Assert.Equal("Orders", Assert.Single(_killed));
    }

    [Fact]
    public async Task Reorder_LetsLaterMessagesPass()
    {
        var chaos = ChaosOptions.None with { Seed = 3, Reorder = 0.5 };
        await using var local = await StartAsync(chaos);
        for (var count = 0; count < 20; count++)
        {
            await local.PublishAsync(PushTests.Event($"e{count}"));
        }
        var prompt = Enumerable.Range(1, 20).Where(id => !IsHeldBack(chaos, id)).ToHashSet();

        var first = new HashSet<int>();
        while (first.Count < prompt.Count)
        {
            first.Add(await NextIdAsync());
        }

        Assert.InRange(prompt.Count, 1, 19);
        Assert.Equal(prompt.Order(), first.Order());
        Assert.False(_receiver.HasMore);
        var rest = new HashSet<int>();
        while (rest.Count < 20 - prompt.Count)
        {
            var next = NextIdAsync();
            while (!next.IsCompleted)
            {
                // Ends the waits without letting time pass, so that no answer comes too late.
                _addresses.Set("Orders", _receiver.Address);
                await Task.Yield();
            }
            rest.Add(await next);
        }
        Assert.Equal(Enumerable.Range(1, 20), first.Union(rest).Order());
        Assert.Equal(1, (await PushTests.EntryAsync(local, FeedKind.Delivered, 20)).Delivery!.Attempt);
    }

    private static bool IsHeldBack(ChaosOptions chaos, int id) =>
        Of(chaos, id).Wait > TimeSpan.Zero;

    private static DeliveryFaults Of(ChaosOptions chaos, int id) =>
        DeliveryFaults.Of(chaos, Subscription, id.ToString(CultureInfo.InvariantCulture), 1);

    private static int Message(ChaosOptions chaos, FalseFailure failure) =>
        Enumerable.Range(1, 50).First(id => Of(chaos, id).Failure == failure);

    private static async Task<FeedDelivery> FirstAsync(LocalPubSub local, int id)
    {
        for (var nth = 1; ; nth++)
        {
            var entry = await PushTests.EntryAsync(local, FeedKind.DeliveryFailed, nth);
            if (entry.Message!.MessageId == id.ToString(CultureInfo.InvariantCulture))
            {
                return entry.Delivery!;
            }
        }
    }

    private async Task<int> NextIdAsync() => int.Parse(
        (await _receiver.NextAsync()).Headers["x-goog-pubsub-message-id"], CultureInfo.InvariantCulture);

    private Task<LocalPubSub> StartAsync(ChaosOptions chaos) => LocalPubSub.StartAsync(new PushSettings
    {
        Subscriptions = [new(Subscription, LocalPubSub.Topic.ToString(), "Orders")],
        Addresses = _addresses,
        Chaos = chaos,
        Kill = _killed.Enqueue,
    });
}
