using Google.Cloud.PubSub.V1;
using Google.Protobuf;
using Shop.LocalCloud.Feed;
using Shop.LocalCloud.Hosting;
using Shop.LocalCloud.PubSub.Push;

namespace Shop.LocalCloud.Tests.PubSub;

public sealed class DeadLetterTests : IAsyncLifetime
{
    private const int Attempts = 5;

    private readonly FunctionAddresses _addresses = new();
    private PushReceiver _receiver = null!;

    public async Task InitializeAsync() => _receiver = await PushReceiver.StartAsync();

    public async Task DisposeAsync() => await _receiver.DisposeAsync();

    [Fact]
    public async Task MessageThatFailsTooOften_GoesUnchangedToTheDeadLetters()
    {
        await using var local = await FailingAsync();
        var message = new PubsubMessage
        {
            Data = ByteString.CopyFrom(0, 0xFF, 0x7F),
            Attributes = { ["ce-id"] = "e1", ["ü"] = "naïve" },
        };

        await local.PublishAsync(message);
        var last = await FailAsync(local, Attempts);

        Assert.True(last.DeadLettered);
        Assert.Null(last.RetryInMilliseconds);
        var dead = Assert.Single(await local.PullAsync("dead")).Message;
        Assert.Equal(message.Data, dead.Data);
        Assert.Equal(
            new Dictionary<string, string>(message.Attributes)
            {
                ["CloudPubSubDeadLetterSourceSubscription"] = "orders-orders",
                ["CloudPubSubDeadLetterSourceSubscriptionProject"] = "local",
                ["CloudPubSubDeadLetterSourceDeliveryCount"] = "5",
                ["CloudPubSubDeadLetterSourceTopicPublishTime"] = "2026-01-01T12:00:00.000+00:00",
            },
            dead.Attributes);
        _addresses.Set("Orders", _receiver.Address);
        await local.PublishAsync(PushTests.Event("next"));
        while ((await _receiver.NextAsync()).Headers["x-goog-pubsub-message-id"] is var id && id != "3")
        {
            Assert.Equal("1", id);
        }
    }

    [Fact]
    public async Task HundredAttributes_AreAllKept()
    {
        await using var local = await FailingAsync();
        var message = new PubsubMessage
        {
            Attributes =
            {
                Enumerable.Range(0, 100).ToDictionary(
                    number => $"{number}".PadLeft(256, 'k'), _ => new string('v', 1024)),
            },
        };

        await local.PublishAsync(message);
        await FailAsync(local, Attempts);

        var dead = Assert.Single(await local.PullAsync("dead")).Message;
        Assert.Equal(104, dead.Attributes.Count);
        Assert.All(message.Attributes, pair => Assert.Equal(pair.Value, dead.Attributes[pair.Key]));
    }

    [Theory]
    [InlineData("a b", "v")]
    [InlineData("ü", "v")]
    [InlineData("a:b", "v")]
    [InlineData("k", "two\nlines")]
    [InlineData("k", "nul\0")]
    [InlineData("Content-Length", "7")]
    [InlineData("transfer-encoding", "chunked")]
    [InlineData("Host", "example.test")]
    public async Task AttributeThatIsNoHeader_FailsAndEndsInTheDeadLetters(string key, string value)
    {
        await using var local = await FailingAsync();

        await local.PublishAsync(new PubsubMessage { Attributes = { [key] = value, ["ce-id"] = "e1" } });
        var last = await FailAsync(local, Attempts);

        Assert.EndsWith("is no HTTP header", last.Fault, StringComparison.Ordinal);
        Assert.Equal(value, Assert.Single(await local.PullAsync("dead")).Message.Attributes[key]);
        Assert.False(_receiver.HasMore);
    }

    [Fact]
    public async Task Attempts_AreCountedOverRestarts()
    {
        await using var local = await FailingAsync();
        await local.PublishAsync(PushTests.Event("e1"));
        await FailAsync(local, 3);

        await local.RestartAsync();

        var entry = await PushTests.EntryAsync(local, FeedKind.DeliveryFailed, 4);
        Assert.Equal(4, entry.Delivery!.Attempt);
        _addresses.Set("Orders", _receiver.Address);
        await PushTests.EntryAsync(local, FeedKind.DeliveryFailed, 5);
        Assert.Equal(
            "5",
            Assert.Single(await local.PullAsync("dead")).Message
                .Attributes["CloudPubSubDeadLetterSourceDeliveryCount"]);
    }

    [Fact]
    public async Task MissingDeadLetterTopic_KeepsTheMessage()
    {
        await using var local = await FailingAsync();
        Assert.Equal(200, (await local.SendAsync("DELETE", "topics/dead-letters")).Code);

        await local.PublishAsync(PushTests.Event("e1"));
        var last = await FailAsync(local, Attempts + 2);

        Assert.False(last.DeadLettered);
        Assert.NotNull(last.RetryInMilliseconds);
        Assert.Equal(Attempts + 2, last.Attempt);
    }

    [Fact]
    public async Task PulledTooOften_GoesToTheDeadLettersToo()
    {
        await using var local = await FailingAsync();
        await local.CreateAsync("pulled", $$"""
            {
              "topic": "{{LocalPubSub.Topic}}",
              "deadLetterPolicy": {"deadLetterTopic": "{{LocalPubSub.DeadTopic}}", "maxDeliveryAttempts": 5}
            }
            """);
        await local.PublishAsync(PushTests.Event("e1"));

        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            Assert.Equal(attempt, Assert.Single(await local.PullAsync("pulled")).DeliveryAttempt);
            local.Time.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Empty(await local.PullAsync("pulled"));
        Assert.Contains(
            await local.PullAsync("dead"),
            one => one.Message.Attributes["CloudPubSubDeadLetterSourceSubscription"] == "pulled");
    }

    private async Task<LocalPubSub> FailingAsync()
    {
        _receiver.Answer = 500;
        var local = await LocalPubSub.StartAsync(new PushSettings
        {
            Subscriptions =
            [
                new("projects/local/subscriptions/orders-orders", LocalPubSub.Topic.ToString(), "Orders")
                {
                    DeadLetterTopic = LocalPubSub.DeadTopic.ToString(),
                    Attempts = Attempts,
                },
            ],
            Addresses = _addresses,
        });
        _addresses.Set("Orders", _receiver.Address);
        await local.SubscribeAsync("dead", LocalPubSub.DeadTopic);
        return local;
    }

    /// <summary>Each start of the function ends the waits, so no time has to pass.</summary>
    private async Task<FeedDelivery> FailAsync(LocalPubSub local, int times)
    {
        for (var nth = 1; ; nth++)
        {
            var entry = await PushTests.EntryAsync(local, FeedKind.DeliveryFailed, nth);
            if (nth == times)
            {
                return entry.Delivery!;
            }
            _addresses.Set("Orders", _receiver.Address);
        }
    }
}
