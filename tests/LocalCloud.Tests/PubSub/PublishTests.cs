using System.Text;
using Google.Cloud.PubSub.V1;
using Google.Protobuf;
using Grpc.Core;
using Shop.LocalCloud.Feed;
using Shop.LocalCloud.PubSub;
using Shop.LocalCloud.Tests.Hosting;

namespace Shop.LocalCloud.Tests.PubSub;

public sealed class PublishTests
{
    [Fact]
    public async Task PublishedByGrpc_IsPulledByRestByteByByte()
    {
        await using var local = await LocalPubSub.StartAsync();
        await local.SubscribeAsync();
        await using var publisher = await local.PublisherAsync();
        var sent = Enumerable.Range(0, 150).Select(number => new PubsubMessage
        {
            Data = ByteString.CopyFrom((byte)number, 0, 255),
            Attributes = { ["ce-id"] = $"{number}", ["ü"] = "naïve % \"quoted\"" },
        }).ToArray();

        var ids = await Task.WhenAll(sent.Select(publisher.PublishAsync));

        var received =
            (await local.PullAsync()).ToDictionary(one => one.Message.MessageId, one => one.Message);
        Assert.Equal(ids.Order(), received.Keys.Order());
        for (var i = 0; i < sent.Length; i++)
        {
            Assert.Equal(sent[i].Data, received[ids[i]].Data);
            Assert.Equal(sent[i].Attributes, received[ids[i]].Attributes);
            Assert.Equal(local.Time.GetUtcNow(), received[ids[i]].PublishTime.ToDateTimeOffset());
        }
    }

    [Fact]
    public async Task PublishedByRest_IsPulled()
    {
        await using var local = await LocalPubSub.StartAsync();
        await local.SubscribeAsync();

        var (code, body) = await local.SendAsync(
            "POST", "topics/orders:publish",
            """{"messages": [{"data": "aGVsbG8=", "attributes": {"a": "b"}}, {"data": "d29ybGQ="}]}""");

        Assert.Equal(200, code);
        Assert.Equal(2, body["messageIds"]!.AsArray().Count);
        Assert.Equal(
            ["hello", "world"], (await local.PullAsync()).Select(one => one.Message.Data.ToStringUtf8()));
    }

    [Fact]
    public async Task CompressedRequest_IsUnderstood()
    {
        await using var local = await LocalPubSub.StartAsync();
        await local.SubscribeAsync();
        await using var publisher = await new PublisherClientBuilder
        {
            TopicName = LocalPubSub.Topic,
            Endpoint = local.Server.Host,
            ChannelCredentials = ChannelCredentials.Insecure,
            Settings = new PublisherClient.Settings
            {
                EnableCompression = true,
                CompressionBytesThreshold = 1,
            },
        }.BuildAsync();

        await publisher.PublishAsync(new string('a', 3000));

        Assert.Equal(
            new string('a', 3000), Assert.Single(await local.PullAsync()).Message.Data.ToStringUtf8());
    }

    [Fact]
    public async Task LargeMessage_IsAccepted()
    {
        await using var local = await LocalPubSub.StartAsync();
        await local.SubscribeAsync();
        await using var publisher = await local.PublisherAsync();

        await publisher.PublishAsync(new byte[9_900_000]);

        Assert.Equal(9_900_000, Assert.Single(await local.PullAsync()).Message.Data.Length);
    }

    [Fact]
    public async Task EachMessage_IsInTheFeedWithItsEvent()
    {
        await using var local = await LocalPubSub.StartAsync();
        await using var publisher = await local.PublisherAsync();

        await publisher.PublishAsync(new PubsubMessage
        {
            Attributes = { ["ce-id"] = "e1", ["ce-type"] = "shop.order.placed.v1" },
        });

        using var stop = new CancellationTokenSource();
        await foreach (var entry in local.Feed.FollowAsync(0, stop.Token))
        {
            Assert.Equal(FeedKind.MessagePublished, entry.Kind);
            Assert.Equal("orders", entry.Place);
            Assert.Equal("e1", entry.EventId);
            Assert.Equal("shop.order.placed.v1", entry.EventType);
            break;
        }
    }

    [Theory]
    [InlineData("""{"id":"e1","type":"t","source":"/s","correlationid":"c1","hops":1}""", "e1", "t", "c1")]
    [InlineData("""{"id":1,"type":null,"correlationid":"c1"}""", null, null, "c1")]
    [InlineData("""{"id":"\ud800"}""", null, null, null)]
    [InlineData("""["id"]""", null, null, null)]
    [InlineData("no JSON", null, null, null)]
    public async Task EventInStructuredMode_IsInTheFeedAsFarAsItCanBeRead(
        string data, string? id, string? type, string? correlationId)
    {
        await using var local = await LocalPubSub.StartAsync();
        await using var publisher = await local.PublisherAsync();

        await publisher.PublishAsync(new PubsubMessage
        {
            Data = ByteString.CopyFromUtf8(data),
            Attributes = { ["content-type"] = "application/cloudevents+json; charset=utf-8" },
        });

        using var patience = new CancellationTokenSource(Patience.Bound);
        await foreach (var entry in local.Feed.FollowAsync(0, patience.Token))
        {
            Assert.Equal(
                (id, type, correlationId), (entry.EventId, entry.EventType, entry.Message!.CorrelationId));
            return;
        }
        Assert.Fail("The feed has ended.");
    }

    [Fact]
    public async Task RecentMessages_AreBounded()
    {
        await using var local = await LocalPubSub.StartAsync();
        await using var publisher = await local.PublisherAsync();
        var ids = await Task.WhenAll(Enumerable.Range(0, RecentMessage.PerTopicMax + 5)
            .Select(_ => publisher.PublishAsync(new byte[RecentMessage.StartBytesMax + 1])));

        var recent = local.Server.RecentMessages[LocalPubSub.Topic.ToString()];

        Assert.Equal(RecentMessage.PerTopicMax, recent.Length);
        Assert.All(recent, one => Assert.Equal(RecentMessage.StartBytesMax, one.Start.Length));
        Assert.Equal(RecentMessage.StartBytesMax + 1, recent[^1].Bytes);
        Assert.Equal(ids.Select(long.Parse).Max(), long.Parse(recent[^1].Id));
    }

    public static TheoryData<string, PubsubMessage> Refused => new()
    {
        { "empty", new PubsubMessage() },
        { "attributes", WithAttributes(Enumerable.Range(0, 101).Select(number => ($"k{number}", "v"))) },
        { "key", WithAttributes([(new string('k', 257), "v")]) },
        { "empty key", WithAttributes([("", "v")]) },
        { "reserved key", WithAttributes([("googKey", "v")]) },
        { "value", WithAttributes([("k", new string('ü', 513))]) },
        { "size", new PubsubMessage { Data = ByteString.CopyFrom(new byte[10 * 1024 * 1024]) } },
    };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public async Task MessageBeyondALimit_IsInvalid(string what, PubsubMessage message)
    {
        await using var local = await LocalPubSub.StartAsync();
        await using var publisher = await local.PublisherAsync();

        var failure = await Assert.ThrowsAsync<RpcException>(() => publisher.PublishAsync(message));

        Assert.True(failure.StatusCode == StatusCode.InvalidArgument, what);
    }

    [Fact]
    public async Task MessageAtTheLimits_IsAccepted()
    {
        await using var local = await LocalPubSub.StartAsync();
        await using var publisher = await local.PublisherAsync();

        var id = await publisher.PublishAsync(WithAttributes(
            Enumerable.Range(0, 100)
                .Select(number => ($"{number}".PadLeft(256, 'k'), new string('v', 1024)))));

        Assert.NotEmpty(id);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task CountOutOfRange_IsInvalid(int count)
    {
        await using var local = await LocalPubSub.StartAsync();
        var messages = string.Join(',', Enumerable.Repeat("""{"data": "YQ=="}""", count));

        var (code, body) =
            await local.SendAsync("POST", "topics/orders:publish", $$"""{"messages": [{{messages}}]}""");

        Assert.Equal(400, code);
        Assert.Equal("INVALID_ARGUMENT", body["error"]!["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task UnknownTopic_IsNotFoundBothWays()
    {
        await using var local = await LocalPubSub.StartAsync();
        await using var publisher = await local.PublisherAsync(TopicName.FromProjectTopic("local", "none"));

        var failure = await Assert.ThrowsAsync<RpcException>(() => publisher.PublishAsync("a"));
        var (code, body) =
            await local.SendAsync("POST", "topics/none:publish", """{"messages": [{"data": "YQ=="}]}""");

        Assert.Equal(StatusCode.NotFound, failure.StatusCode);
        Assert.Equal(404, code);
        Assert.Equal(404, body["error"]!["code"]!.GetValue<int>());
        Assert.Equal("NOT_FOUND", body["error"]!["status"]!.GetValue<string>());
        Assert.Equal(failure.Status.Detail, body["error"]!["message"]!.GetValue<string>());
    }

    private static PubsubMessage WithAttributes(IEnumerable<(string Key, string Value)> attributes)
    {
        var message = new PubsubMessage { Data = ByteString.CopyFrom("a", Encoding.UTF8) };
        foreach (var (key, value) in attributes)
        {
            message.Attributes.Add(key, value);
        }
        return message;
    }
}
