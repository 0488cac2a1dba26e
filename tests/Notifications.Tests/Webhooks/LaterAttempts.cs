using Shop.Contracts;
using Shop.Notifications.Tests.Hosting;

namespace Shop.Notifications.Tests.Webhooks;

/// <summary>A receiver that does not answer must not slow the subscription down by which all the others are told.</summary>
public sealed class LaterAttempts
{
    private const string Topic = "projects/local/topics/webhook-retries";

    [Fact]
    public async Task FailedCall_IsAcknowledgedAndMovedToATopicOfItsOwn()
    {
        await using var receiver = await Receiver.StartAsync(500);
        await using var server = await NotificationsServer.StartAsync(changes: ("WEBHOOK_RETRIES_TOPIC", Topic));

        Assert.Equal(200, await server.ConfirmAsync(receiver.Url));

        var (topic, message) = Assert.Single(server.Bus.Published);
        Assert.Equal(Topic, topic.ToString());
        Assert.Equal("e1", message.Attributes["ce-id"]);
        Assert.Equal(EventContracts.OrderConfirmed.Type, message.Attributes["ce-type"]);
    }

    [Fact]
    public async Task FailedCallOfThatTopic_ComesAgainByItsSubscription()
    {
        await using var receiver = await Receiver.StartAsync(500);
        await using var server = await NotificationsServer.StartAsync(changes: ("WEBHOOK_RETRIES_TOPIC", Topic));
        server.Subscription = "projects/local/subscriptions/webhook-retries-to-notifications";

        Assert.Equal(503, await server.ConfirmAsync(receiver.Url));

        Assert.Empty(server.Bus.Published);
    }

    [Fact]
    public async Task TopicThatCannotBeReached_LeavesTheEventWhereItIs()
    {
        await using var receiver = await Receiver.StartAsync(500);
        await using var server = await NotificationsServer.StartAsync(changes: ("WEBHOOK_RETRIES_TOPIC", Topic));
        server.Bus.FailBefore(1);

        Assert.Equal(503, await server.ConfirmAsync(receiver.Url));
    }
}
