using Shop.Notifications.Tests.Hosting;

namespace Shop.Notifications.Tests.Webhooks;

/// <summary>Twice, late, out of order, conflicting, and death at every step.</summary>
public sealed class Repetitions
{
    [Fact]
    public async Task EventDeliveredTwice_CallsOnceAndSaysTheSameAgain()
    {
        await using var receiver = await Receiver.StartAsync(200);
        await using var server = await NotificationsServer.StartAsync();

        await server.ConfirmAsync(receiver.Url);
        Assert.Equal(200, await server.ConfirmAsync(receiver.Url));

        Assert.Single(receiver.Calls);
        Assert.Equal(2, server.Bus.Published.Count);
        Assert.Single(
            server.Bus.Published.Select(published => published.Message.Attributes["ce-id"]).Distinct());
    }

    [Fact]
    public async Task FailureDeliveredTwice_CallsOnce()
    {
        await using var receiver = await Receiver.StartAsync(404);
        await using var server = await NotificationsServer.StartAsync();

        await server.ConfirmAsync(receiver.Url);
        await server.ConfirmAsync(receiver.Url);

        Assert.Single(receiver.Calls);
        Assert.Equal(["refused", "refused"], server.Results);
    }

    [Fact]
    public async Task DeathBetweenCallAndCommit_CallsAgainUnderTheSameId()
    {
        await using var receiver = await Receiver.StartAsync(200);
        await using var server = await NotificationsServer.StartAsync();
        server.Store.FailBefore(1);

        Assert.Equal(503, await server.ConfirmAsync(receiver.Url));
        Assert.Equal(200, await server.ConfirmAsync(receiver.Url));

        Assert.Equal(["e1", "e1"], receiver.Calls.Select(call => call.Headers["webhook-id"]));
        Assert.Equal(receiver.Calls[0].Body, receiver.Calls[1].Body);
        Assert.Equal(["webhook"], server.Results);
    }

    [Fact]
    public async Task DeathAfterCommit_DoesNotCallAgain()
    {
        await using var receiver = await Receiver.StartAsync(200);
        await using var server = await NotificationsServer.StartAsync();
        server.Store.FailAfter(1);

        Assert.Equal(503, await server.ConfirmAsync(receiver.Url));
        Assert.Empty(server.Results);
        Assert.Equal(200, await server.ConfirmAsync(receiver.Url));

        Assert.Single(receiver.Calls);
        Assert.Equal(["webhook"], server.Results);
    }

    [Fact]
    public async Task DeathBeforePublishing_DoesNotCallAgain()
    {
        await using var receiver = await Receiver.StartAsync(200);
        await using var server = await NotificationsServer.StartAsync();
        server.Bus.FailBefore(1);

        Assert.Equal(503, await server.ConfirmAsync(receiver.Url));
        Assert.Equal(200, await server.ConfirmAsync(receiver.Url));

        Assert.Single(receiver.Calls);
        Assert.Equal(["webhook"], server.Results);
    }

    [Fact]
    public async Task OtherContentUnderTheSameId_IsDeadLetteredWithoutACall()
    {
        await using var receiver = await Receiver.StartAsync(200);
        await using var server = await NotificationsServer.StartAsync();
        await server.ConfirmAsync(receiver.Url);

        Assert.Equal(200, await server.CancelAsync(receiver.Url));

        Assert.Single(receiver.Calls);
        Assert.Equal("id-reused", server.Bus.Published[^1].Message.Attributes["dl-reason"]);
    }

    [Fact]
    public async Task LowerSequenceThanDelivered_IsSkipped()
    {
        await using var receiver = await Receiver.StartAsync(200);
        await using var server = await NotificationsServer.StartAsync();
        await server.CancelAsync(receiver.Url, "e3");

        Assert.Equal(200, await server.ConfirmAsync(receiver.Url, "e2"));

        Assert.Equal(["e3"], receiver.Calls.Select(call => call.Headers["webhook-id"]));
        Assert.Equal(["webhook"], server.Results);
    }

    [Fact]
    public async Task HigherSequenceThanDelivered_IsToldToo()
    {
        await using var receiver = await Receiver.StartAsync(200);
        await using var server = await NotificationsServer.StartAsync();
        await server.ConfirmAsync(receiver.Url, "e2");

        await server.CancelAsync(receiver.Url, "e3");

        Assert.Equal(["e2", "e3"], receiver.Calls.Select(call => call.Headers["webhook-id"]));
    }

    [Fact]
    public async Task Gone_StopsLaterNoticesOfTheOrderToThatUrl()
    {
        await using var receiver = await Receiver.StartAsync(410);
        await using var moved = await Receiver.StartAsync(200);
        await using var server = await NotificationsServer.StartAsync();
        await server.ConfirmAsync(receiver.Url, "e2");

        await server.CancelAsync(receiver.Url, "e3");
        await server.CancelAsync(moved.Url, "e4");

        Assert.Single(receiver.Calls);
        Assert.Single(moved.Calls);
        Assert.Equal(["gone", "gone", "webhook"], server.Results);
    }

    [Theory]
    [InlineData(0, 1, "webhook")]
    [InlineData(1, 0, "expired")]
    public async Task NoticeOlderThanTwelveHours_IsExpiredWithoutACall(
        int secondsBeyond, int calls, string result)
    {
        await using var receiver = await Receiver.StartAsync(200);
        await using var server = await NotificationsServer.StartAsync();
        var time = server.Clock.GetUtcNow().AddHours(-12).AddSeconds(-secondsBeyond);

        Assert.Equal(200, await server.ConfirmAsync(receiver.Url, time: time));

        Assert.Equal(calls, receiver.Calls.Count);
        Assert.Equal([result], server.Results);
    }

    [Fact]
    public async Task NoticeThatIsOvertakenDuringItsCall_IsSaidAndDoesNotLowerTheRank()
    {
        var release = new TaskCompletionSource();
        await using var receiver = await Receiver.StartAsync(context =>
            context.Request.Headers["webhook-id"] == "slow" ? release.Task : Task.CompletedTask);
        await using var server = await NotificationsServer.StartAsync();
        var slow = server.ConfirmAsync(receiver.Url, "slow");
        await receiver.CalledAsync();
        Assert.Equal(200, await server.CancelAsync(receiver.Url, "e3"));

        release.SetResult();

        Assert.Equal(200, await slow);
        Assert.Equal(
            ["e3", "slow"], server.Said.Select(said => said.Data.GetProperty("eventId").GetString()));
        var state = server.Store.Documents.Single(
            document => document.Name == NotificationState.KeyOf(Sample.Order).Name);
        Assert.Equal(3, state.Data.GetProperty("delivered").GetProperty("sequence").GetInt32());
    }
}
