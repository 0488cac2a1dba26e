using System.Text.Json.Nodes;
using Google.Cloud.PubSub.V1;
using Google.Protobuf;
using Shop.LocalCloud.Feed;
using Shop.LocalCloud.Hosting;
using Shop.LocalCloud.PubSub;
using Shop.LocalCloud.PubSub.Push;
using Shop.LocalCloud.Tests.Feed;
using Shop.LocalCloud.Tests.Hosting;

namespace Shop.LocalCloud.Tests.PubSub;

public sealed class PushTests : IAsyncLifetime
{
    private readonly FunctionAddresses _addresses = new();
    private PushReceiver _receiver = null!;

    public async Task InitializeAsync() => _receiver = await PushReceiver.StartAsync();

    public async Task DisposeAsync() => await _receiver.DisposeAsync();

    [Fact]
    public async Task MessageForAFunction_IsPushedAndGone()
    {
        await using var local = await DeclaredAsync();
        _addresses.Set("Orders", _receiver.Address);

        var id = await local.PublishAsync(Event("e1"));

        var push = await _receiver.NextAsync();
        Assert.Equal("e1", push.Headers["ce-id"]);
        Assert.Equal("application/json", push.Headers["content-type"]);
        Assert.Equal(
            "projects/local/subscriptions/orders-orders", push.Headers["x-goog-pubsub-subscription-name"]);
        Assert.Equal(id, push.Headers["x-goog-pubsub-message-id"]);
        Assert.Equal("2026-01-01T12:00:00.000Z", push.Headers["x-goog-pubsub-publish-time"]);
        Assert.Equal("{}", push.Text);
        await EntryAsync(local, FeedKind.Delivered);
        await local.RestartAsync();
        await local.PublishAsync(Event("e2"));
        Assert.Equal("e2", (await _receiver.NextAsync()).Headers["ce-id"]);
    }

    [Fact]
    public async Task Feed_TellsTheStoryOfEachMessage()
    {
        await using var local = await DeclaredAsync();
        _receiver.Answer = 503;
        _addresses.Set("Orders", _receiver.Address);
        var message = Event("e1");
        message.Attributes["ce-source"] = "/people";
        message.Attributes["ce-subject"] = "o1";
        message.Attributes["ce-causationid"] = "e0";

        var id = await local.PublishAsync(message);

        var failed = await EntryAsync(local, FeedKind.DeliveryFailed);
        var published = await FirstAsync(local, FeedKind.MessagePublished);
        var told = new FeedMessage(id, "orders", "/people", "o1", "c1", "e0");
        Assert.Equal(told with { Pushes = 1 }, published.Message);
        Assert.Equal(told, failed.Message);
        Assert.Equal(("e1", "shop.order.placed.v1", "Orders"), (failed.EventId, failed.EventType, failed.Place));
        Assert.Null(published.Delivery);
        var wait = failed.Delivery!.RetryInMilliseconds;
        Assert.Equal(
            new FeedDelivery(
                "orders-orders", "Orders", _receiver.Address.ToString(), 1, 503, "status 503",
                DurationMilliseconds: 0, wait),
            failed.Delivery);
    }

    [Fact]
    public async Task FunctionThatDoesNotRun_IsWaitedForWithoutAnAttempt()
    {
        await using var local = await DeclaredAsync();
        await local.PublishAsync(Event("e1"));
        local.Time.Advance(TimeSpan.FromHours(1));

        _addresses.Set("Orders", _receiver.Address);

        await _receiver.NextAsync();
        Assert.Equal(1, (await EntryAsync(local, FeedKind.Delivered)).Delivery!.Attempt);
    }

    [Fact]
    public async Task FunctionThatStartsAgain_GetsAtOnceWhatWaits()
    {
        await using var local = await DeclaredAsync();
        _receiver.Answer = 500;
        _addresses.Set("Orders", _receiver.Address);
        await local.PublishAsync(Event("e1"));
        await _receiver.NextAsync();
        await EntryAsync(local, FeedKind.DeliveryFailed);
        await using var restarted = await PushReceiver.StartAsync();

        _addresses.Set("Orders", restarted.Address);

        await restarted.NextAsync();
        Assert.Equal(2, (await EntryAsync(local, FeedKind.Delivered)).Delivery!.Attempt);
    }

    [Fact]
    public async Task WrappedMessage_IsTheJsonOfPubSub()
    {
        await using var local = await DeclaredAsync(each => each with { Wrapped = true });
        _addresses.Set("Orders", _receiver.Address);

        var id = await local.PublishAsync(new PubsubMessage
        {
            Data = ByteString.CopyFrom(0xFF, 0x00, 0x80),
            Attributes = { ["a b"] = "naïve\n" },
            OrderingKey = "k",
        });

        var push = await _receiver.NextAsync();
        var expected = $$"""
            {
              "deliveryAttempt": 1,
              "message": {
                "attributes": {"a b": "naïve\n"},
                "data": "/wCA",
                "messageId": "{{id}}",
                "message_id": "{{id}}",
                "orderingKey": "k",
                "publishTime": "2026-01-01T12:00:00.000Z",
                "publish_time": "2026-01-01T12:00:00.000Z"
              },
              "subscription": "projects/local/subscriptions/orders-orders"
            }
            """;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(push.Text)), push.Text);
        Assert.Equal("application/json", push.Headers["content-type"]);
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, true)]
    [InlineData(202, true)]
    [InlineData(204, true)]
    [InlineData(203, false)]
    [InlineData(206, false)]
    [InlineData(301, false)]
    [InlineData(400, false)]
    [InlineData(429, false)]
    [InlineData(500, false)]
    public async Task Status_DecidesWhetherTheMessageComesAgain(int status, bool isAcknowledged)
    {
        await using var local = await DeclaredAsync();
        _receiver.Answer = status;
        _addresses.Set("Orders", _receiver.Address);

        await local.PublishAsync(Event("e1"));

        var entry = await EntryAsync(local, isAcknowledged ? FeedKind.Delivered : FeedKind.DeliveryFailed);
        Assert.Equal(status, entry.Delivery!.Status);
        Assert.Equal(isAcknowledged, entry.Delivery.RetryInMilliseconds is null);
    }

    [Fact]
    public async Task EndpointThatHangs_FailsByTheDeadlineAndHoldsUpNobodyElse()
    {
        await using var local = await DeclaredAsync();
        await using var other = await PushReceiver.StartAsync();
        await local.CreateAsync("other", PushTo(other.Address));
        _receiver.Hold();
        _addresses.Set("Orders", _receiver.Address);

        for (var count = 0; count < 20; count++)
        {
            await local.PublishAsync(Event($"e{count}"));
        }

        await _receiver.NextAsync();
        for (var count = 0; count < 20; count++)
        {
            await other.NextAsync();
        }
        // Later it may see a next one before it has noticed that the first ones were given up.
        Assert.InRange(_receiver.AtOnceMax, 1, PushWindow.Start);
        local.Time.Advance(TimeSpan.FromSeconds(10));
        var failed = await EntryAsync(local, FeedKind.DeliveryFailed);
        Assert.Equal("no answer within 10 s", failed.Delivery!.Fault);
    }

    [Fact]
    public async Task RefusedConnection_CountsAndIsTriedAgain()
    {
        await using var local = await LocalPubSub.StartAsync();
        var gone = await PushReceiver.StartAsync();
        await local.CreateAsync("push", PushTo(gone.Address));
        await gone.DisposeAsync();

        await local.PublishAsync(Event("e1"));

        var failed = await EntryAsync(local, FeedKind.DeliveryFailed);
        Assert.Equal(("no connection", 1), (failed.Delivery!.Fault, failed.Delivery.Attempt));
    }

    [Fact]
    public async Task EachFailure_DoublesTheWaitUpToTheMaximum()
    {
        await using var local = await DeclaredAsync();
        _receiver.Answer = 500;
        _addresses.Set("Orders", _receiver.Address);
        await local.PublishAsync(Event("e1"));
        var expected = 1.0;

        for (var attempt = 1; attempt < 8; attempt++)
        {
            var delivery = (await EntryAsync(local, FeedKind.DeliveryFailed, attempt)).Delivery!;
            var seconds = delivery.RetryInMilliseconds!.Value / 1000;
            Assert.Equal(attempt, delivery.Attempt);
            Assert.InRange(seconds, Math.Max(1, expected * 0.9), expected);
            expected = Math.Min(expected * 2, 60);
            _addresses.Set("Orders", _receiver.Address);
        }
    }

    [Fact]
    public async Task MessageThatWaits_IsPushedWhenItsTimeComes()
    {
        await using var local = await DeclaredAsync();
        await using var failing = await PushReceiver.StartAsync(503);
        _addresses.Set("Orders", failing.Address);
        await local.PublishAsync(Event("e1"));
        await failing.NextAsync();
        var entry = await EntryAsync(local, FeedKind.DeliveryFailed);
        var wait = TimeSpan.FromMilliseconds(entry.Delivery!.RetryInMilliseconds!.Value);
        while (await local.Time.NextTimerAsync() != wait)
        {
            // Another timer, such as that of the ack deadline.
        }

        local.Time.Advance(wait - TimeSpan.FromMilliseconds(1));
        Assert.False(failing.HasMore);
        local.Time.Advance(TimeSpan.FromMilliseconds(1));

        await failing.NextAsync();
        Assert.Equal(2, (await EntryAsync(local, FeedKind.Delivered)).Delivery!.Attempt);
    }

    [Fact]
    public async Task PublishedMessage_TellsToHowManyItIsPushed()
    {
        await using var local = await DeclaredAsync();
        await local.SubscribeAsync("pulled");

        await local.PublishAsync(Event("e1"));

        using var patience = new CancellationTokenSource(Patience.Bound);
        await foreach (var entry in local.Feed.FollowAsync(0, patience.Token))
        {
            Assert.Equal((FeedKind.MessagePublished, 1), (entry.Kind, entry.Message!.Pushes));
            return;
        }
        Assert.Fail("The feed has ended.");
    }

    internal static PubsubMessage Event(string id) => new()
    {
        Data = ByteString.CopyFromUtf8("{}"),
        Attributes =
        {
            ["ce-id"] = id,
            ["ce-type"] = "shop.order.placed.v1",
            ["ce-correlationid"] = "c1",
            ["content-type"] = "application/json",
        },
    };

    internal static string PushTo(Uri endpoint, string more = "") => $$"""
        {
          "topic": "{{LocalPubSub.Topic}}",
          "pushConfig": {"pushEndpoint": "{{endpoint}}", "noWrapper": {"writeMetadata": true} }{{more}}
        }
        """;

    private static Task<FeedEntry> FirstAsync(LocalPubSub local, FeedKind kind) => local.Feed.WaitForAsync(kind);

    /// <summary>The nth entry of that kind about a delivery, once it is there.</summary>
    internal static Task<FeedEntry> EntryAsync(LocalPubSub local, FeedKind kind, int nth = 1) =>
        local.Feed.WaitForAsync(kind, nth, entry => entry.Delivery is not null);

    private Task<LocalPubSub> DeclaredAsync(Func<DeclaredSubscription, DeclaredSubscription>? change = null)
    {
        var declared = new DeclaredSubscription(
            "projects/local/subscriptions/orders-orders", LocalPubSub.Topic.ToString(), "Orders")
        {
            MinimumBackoff = TimeSpan.FromSeconds(1),
            MaximumBackoff = TimeSpan.FromSeconds(60),
            DeadLetterTopic = LocalPubSub.DeadTopic.ToString(),
        };
        return LocalPubSub.StartAsync(new PushSettings
        {
            Subscriptions = [change is null ? declared : change(declared)],
            Addresses = _addresses,
        });
    }
}
