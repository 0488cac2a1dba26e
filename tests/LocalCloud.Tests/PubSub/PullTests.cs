using Google.Cloud.PubSub.V1;
using Google.Protobuf.WellKnownTypes;

namespace Shop.LocalCloud.Tests.PubSub;

public sealed class PullTests
{
    [Fact]
    public async Task LeasedMessage_IsNotGivenTwice_UntilTheLeaseEnds()
    {
        await using var local = await StartedAsync("a");

        var first = Assert.Single(await local.PullAsync());
        Assert.Empty(await local.PullAsync());
        local.Time.Advance(TimeSpan.FromSeconds(10));
        var second = Assert.Single(await local.PullAsync());

        Assert.Equal(first.Message, second.Message);
        Assert.NotEqual(first.AckId, second.AckId);
    }

    [Fact]
    public async Task AcknowledgedMessage_IsGone()
    {
        await using var local = await StartedAsync("a", "b");
        var received = await local.PullAsync();

        await AcknowledgeAsync(local, received[0].AckId);
        await AcknowledgeAsync(local, received[0].AckId);
        local.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("b", Assert.Single(await local.PullAsync()).Message.Data.ToStringUtf8());
    }

    [Fact]
    public async Task DeadlineOfZero_GivesTheMessageBack()
    {
        await using var local = await StartedAsync("a");
        var received = Assert.Single(await local.PullAsync());

        await ModifyAsync(local, received.AckId, 0);

        Assert.Single(await local.PullAsync());
    }

    [Fact]
    public async Task LongerDeadline_KeepsTheMessage()
    {
        await using var local = await StartedAsync("a");
        var received = Assert.Single(await local.PullAsync());

        await ModifyAsync(local, received.AckId, 60);
        local.Time.Advance(TimeSpan.FromSeconds(59));

        Assert.Empty(await local.PullAsync());
        local.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Single(await local.PullAsync());
    }

    [Fact]
    public async Task WaitingPull_GetsTheNextMessage()
    {
        await using var local = await StartedAsync();
        var pull = local.SendAsync("POST", "subscriptions/watch:pull", """{"maxMessages": 1}""");

        await PublishAsync(local, "late");

        var (_, body) = await pull;
        Assert.Equal(
            "late",
            Assert.Single(PullResponse.Parser.ParseJson(body.ToJsonString()).ReceivedMessages)
                .Message.Data.ToStringUtf8());
    }

    [Fact]
    public async Task PullWithoutMessages_EndsEmpty()
    {
        await using var local = await StartedAsync();
        var pull = local.SendAsync("POST", "subscriptions/watch:pull", """{"maxMessages": 1}""");
        while (!pull.IsCompleted)
        {
            local.Time.Advance(TimeSpan.FromSeconds(90));
            await Task.Yield();
        }

        Assert.Equal("{}", (await pull).Body.ToJsonString());
    }

    [Fact]
    public async Task WaitingPull_GetsAMessageWhoseLeaseEnds()
    {
        await using var local = await StartedAsync("a");
        await local.PullAsync();
        var pull = local.SendAsync("POST", "subscriptions/watch:pull", """{"maxMessages": 1}""");
        while (!pull.IsCompleted)
        {
            local.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Single((await pull).Body["receivedMessages"]!.AsArray());
    }

    [Theory]
    [InlineData("zzz")]
    [InlineData("1")]
    [InlineData("1-2-3")]
    public async Task MalformedAckId_IsInvalid(string ackId)
    {
        await using var local = await StartedAsync();

        var (code, _) = await local.SendAsync(
            "POST", "subscriptions/watch:acknowledge", $$"""{"ackIds": ["{{ackId}}"]}""");

        Assert.Equal(400, code);
    }

    [Fact]
    public async Task SubscriptionWithGrpc_WorksAlike()
    {
        await using var local = await LocalPubSub.StartAsync();
        const string name = "projects/local/subscriptions/watch";
        await local.CallAsync(
            "google.pubsub.v1.Subscriber/CreateSubscription",
            new Subscription { Name = name, TopicAsTopicName = LocalPubSub.Topic }, Subscription.Parser);
        await PublishAsync(local, "a");

        var pulled = await local.CallAsync(
            "google.pubsub.v1.Subscriber/Pull", new PullRequest { Subscription = name, MaxMessages = 5 },
            PullResponse.Parser);
        await local.CallAsync(
            "google.pubsub.v1.Subscriber/Acknowledge",
            new AcknowledgeRequest { Subscription = name, AckIds = { pulled.ReceivedMessages[0].AckId } },
            Empty.Parser);
        local.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("a", Assert.Single(pulled.ReceivedMessages).Message.Data.ToStringUtf8());
        Assert.Empty(await local.PullAsync());
    }

    [Fact]
    public async Task SecondServerOnOneFolder_IsRefused()
    {
        await using var local = await StartedAsync();
        await using var second = local.Another();

        await Assert.ThrowsAnyAsync<IOException>(() => second.StartAsync(0, CancellationToken.None));
    }

    [Fact]
    public async Task EachSubscription_GetsEachMessage()
    {
        await using var local = await StartedAsync();
        await local.SubscribeAsync("other");
        await PublishAsync(local, "a");

        await AcknowledgeAsync(local, Assert.Single(await local.PullAsync()).AckId);

        Assert.Single(await local.PullAsync("other"));
    }

    [Fact]
    public async Task MaxMessages_IsKept()
    {
        await using var local = await StartedAsync("a", "b", "c");

        var (_, body) = await local.SendAsync("POST", "subscriptions/watch:pull", """{"maxMessages": 2}""");

        Assert.Equal(2, body["receivedMessages"]!.AsArray().Count);
        Assert.Equal(400, (await local.SendAsync("POST", "subscriptions/watch:pull", "{}")).Code);
    }

    [Fact]
    public async Task UnacknowledgedMessages_SurviveARestart()
    {
        await using var local = await StartedAsync("a", "b");
        await AcknowledgeAsync(local, (await local.PullAsync())[0].AckId);

        await local.RestartAsync();
        await local.RestartAsync();

        Assert.Equal("b", Assert.Single(await local.PullAsync()).Message.Data.ToStringUtf8());
    }

    [Fact]
    public async Task LineCutOffByACrash_IsIgnored()
    {
        await using var local = await StartedAsync("a");

        await local.RestartAsync(journal => File.AppendAllText(journal, """{"queued":{"data":"YQ="""));
        await PublishAsync(local, "b");
        await local.RestartAsync();

        Assert.Equal(["a", "b"], (await local.PullAsync()).Select(one => one.Message.Data.ToStringUtf8()));
    }

    [Fact]
    public async Task MessageIds_NeverRepeat()
    {
        await using var local = await StartedAsync();
        var ids = new HashSet<string>();
        for (var run = 0; run < 3; run++)
        {
            Assert.True(ids.Add(await PublishAsync(local, "a")));
            Assert.True(ids.Add(await PublishAsync(local, "b")));
            await local.RestartAsync();
        }
    }

    private static async Task<LocalPubSub> StartedAsync(params string[] texts)
    {
        var local = await LocalPubSub.StartAsync();
        await local.SubscribeAsync();
        foreach (var text in texts)
        {
            await PublishAsync(local, text);
        }
        return local;
    }

    private static async Task<string> PublishAsync(LocalPubSub local, string text)
    {
        await using var publisher = await local.PublisherAsync();
        return await publisher.PublishAsync(text);
    }

    private static async Task AcknowledgeAsync(LocalPubSub local, string ackId)
    {
        var (code, _) = await local.SendAsync(
            "POST", "subscriptions/watch:acknowledge", $$"""{"ackIds": ["{{ackId}}"]}""");
        Assert.Equal(200, code);
    }

    private static async Task ModifyAsync(LocalPubSub local, string ackId, int seconds)
    {
        var (code, _) = await local.SendAsync(
            "POST", "subscriptions/watch:modifyAckDeadline",
            $$"""{"ackIds": ["{{ackId}}"], "ackDeadlineSeconds": {{seconds}}}""");
        Assert.Equal(200, code);
    }
}
