using Shop.Contracts;

namespace Shop.Api.Tests.Streams;

public sealed class OrderStreams
{
    [Fact]
    public async Task Order_IsToldAsItHappens()
    {
        await using var scene = await StreamScene.StartAsync(OrderStatus.Placed);
        using var stream = await scene.OpenAsync();

        var before = await stream.NextAsync(3);
        await scene.ShowAsync(OrderStatus.Confirmed);
        await scene.Clock.PassAsync();
        var after = await stream.ToEndAsync();

        Assert.Equal(["retry: 1000", "timeline", "order"], before.Select(told => told.Name));
        Assert.Equal(
            (EventContracts.OrderPlaced.Type, "placed"), (before[1].Of("type"), before[2].Of("status")));
        Assert.Equal(["timeline", "order", "end"], after.Select(told => told.Name));
        Assert.Equal(
            (EventContracts.OrderConfirmed.Type, "confirmed"), (after[0].Of("type"), after[1].Of("status")));
        Assert.Equal(after[1].Data, after[2].Data);
        Assert.Equal(
            (before[1].Id, after[0].Id, after[0].Id + ";end"), (before[2].Id, after[1].Id, after[2].Id));
    }

    [Theory]
    [InlineData(OrderStatus.Confirmed, "confirmed")]
    [InlineData(OrderStatus.Rejected, "rejected")]
    [InlineData(OrderStatus.Cancelled, "cancelled")]
    public async Task SettledOrder_IsToldAndEnds(OrderStatus status, string text)
    {
        await using var scene = await StreamScene.StartAsync(status);
        using var stream = await scene.OpenAsync();

        var told = await stream.ToEndAsync();

        Assert.Equal(["retry: 1000", "timeline", "timeline", "order", "end"], told.Select(one => one.Name));
        Assert.Equal(text, told[^1].Of("status"));
    }

    [Fact]
    public async Task WhatFollowsTheDecision_IsToldBeforeTheEnd()
    {
        await using var scene = await StreamScene.StartAsync(OrderStatus.Placed);
        using var stream = await scene.OpenAsync();
        await stream.NextAsync(3);

        var time = scene.Clock.GetUtcNow();
        await scene.ShowAsync(OrderStatus.Confirmed, time);
        await scene.Clock.PassAsync();
        var decided = await stream.NextAsync(2);
        await scene.ShowAsync(OrderStatus.Confirmed, time, later: StreamScene.Delivered(time.AddSeconds(1)));
        for (var pauses = 0; pauses < 4; pauses++)
        {
            await scene.Clock.PassAsync();
        }
        var rest = await stream.ToEndAsync();

        Assert.Equal(["timeline", "order"], decided.Select(told => told.Name));
        Assert.Equal(["timeline", "order", "end"], rest.Select(told => told.Name));
        Assert.Equal(EventContracts.NotificationDelivered.Type, rest[0].Of("type"));
    }

    [Fact]
    public async Task Reader_GoesOnWhereTheyWere()
    {
        await using var scene = await StreamScene.StartAsync(OrderStatus.Placed);
        string lastId;
        using (var first = await scene.OpenAsync())
        {
            lastId = (await first.NextAsync(2))[1].Id!;
        }
        await scene.ShowAsync(OrderStatus.Rejected);

        using var second = await scene.OpenAsync(lastId);
        var told = await second.ToEndAsync();

        Assert.Equal(["retry: 1000", "timeline", "order", "end"], told.Select(one => one.Name));
        Assert.Equal(EventContracts.OrderRejected.Type, told[1].Of("type"));
    }

    [Fact]
    public async Task EntryThatComesLate_IsNotKeptBack()
    {
        await using var scene = await StreamScene.StartAsync(OrderStatus.Confirmed, hasPlacement: false);
        string lastId;
        using (var first = await scene.OpenAsync())
        {
            lastId = (await first.NextAsync(2))[1].Id!;
        }
        await scene.ShowAsync(OrderStatus.Confirmed);

        using var second = await scene.OpenAsync(lastId);
        var told = await second.ToEndAsync();

        Assert.Equal(
            [EventContracts.OrderPlaced.Type, EventContracts.OrderConfirmed.Type],
            told.Where(one => one.Name == "timeline").Select(one => one.Of("type")));
    }

    [Fact]
    public async Task ReaderWhoSawTheEnd_IsToldNothingUntilThereIsMore()
    {
        await using var scene = await StreamScene.StartAsync(OrderStatus.Confirmed);
        using var first = await scene.OpenAsync();
        var end = (await first.ToEndAsync())[^1].Id!;

        using var again = await scene.OpenAsync(end);
        await scene.CancelAsync();
        using var later = await scene.OpenAsync(end);
        var told = await later.ToEndAsync();

        Assert.Equal(204, again.Status);
        Assert.Equal(200, later.Status);
        Assert.Equal("cancelled", told[^1].Of("status"));
        Assert.Contains(
            told, one => one.Name == "timeline" && one.Of("type") == EventContracts.OrderCancelled.Type);
    }

    [Fact]
    public async Task ReaderWhoMissedTheEndAlone_IsToldIt()
    {
        await using var scene = await StreamScene.StartAsync(OrderStatus.Confirmed);
        using var first = await scene.OpenAsync();
        var last = (await first.ToEndAsync())[^2].Id!;

        using var again = await scene.OpenAsync(last);

        Assert.Equal(["retry: 1000", "order", "end"], (await again.ToEndAsync()).Select(one => one.Name));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData(";end")]
    [InlineData("9999999999999999999-ff.1x")]
    [InlineData("0.99999999999999999999")]
    [InlineData("\"\\")]
    public async Task IdThatWasNeverGiven_ReadsFromTheBeginning(string lastEventId)
    {
        await using var scene = await StreamScene.StartAsync(OrderStatus.Confirmed);
        using var stream = await scene.OpenAsync(lastEventId);

        Assert.Equal(2, (await stream.ToEndAsync()).Count(told => told.Name == "timeline"));
    }

    [Fact]
    public async Task OrderOnItsWayToTheReadModel_IsWaitedFor()
    {
        await using var api = await ApiServer.StartAsync();
        var id = api.NewId();
        var started = api.Clock.GetUtcNow();
        // Later than who only looks at it would wait.
        api.Clock.OnWait = waits => waits == 16
            ? api.ShowAsync(Views.History(id, "local", OrderStatus.Rejected, started.AddDays(-1)))
            : Task.CompletedTask;
        using var stream = await EventSource.OpenAsync(api, $"/v1/orders/{id}/stream");

        var told = await stream.ToEndAsync();

        Assert.Equal(200, stream.Status);
        Assert.Equal("rejected", told[^1].Of("status"));
        Assert.InRange(api.Clock.GetUtcNow() - started, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task YoungOrderThatNeverComes_IsGivenUp()
    {
        await using var api = await ApiServer.StartAsync();
        var started = api.Clock.GetUtcNow();

        Assert.Equal(
            "404 not-found", (await api.SendAsync("GET", $"/v1/orders/{api.NewId()}/stream")).ToString());
        Assert.InRange(api.Clock.GetUtcNow() - started, TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(10));
    }
}
