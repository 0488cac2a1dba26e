using System.Text;
using System.Text.Json;
using Shop.Contracts;
using Shop.Documents;
using Shop.ReadModels;

namespace Shop.Views.Tests;

public sealed class Deliveries
{
    private static readonly OrderPlaced _placed = new(Story.Order, Story.Anna, [new OrderLine(Story.Mug, 2)]);
    private static readonly OrderConfirmed _confirmed = new(Story.Order, Story.Anna, _placed.Lines);

    [Fact]
    public async Task Event_IsMergedWithoutAnInbox()
    {
        await using var server = await ViewsServer.StartAsync();

        Assert.Equal(200, await server.PushAsync(EventContracts.OrderPlaced, _placed, "e1"));

        var order = await OrderAsync(server);
        Assert.Equal((OrderStatus.Placed, Story.At(4)), (order!.Status, order.CreatedAt));
        Assert.Equal(
            [OrderHistory.NameOf(Story.Order), OrderListing.NameOf(order)],
            server.Store.Documents.Select(document => document.Name));
        Assert.Equal(Story.Order, OrderListing.Read(server.Store.Documents[1]).Order);
        Assert.Empty(server.Bus.Published);
    }

    [Fact]
    public async Task Redelivery_WritesNothing()
    {
        await using var server = await ViewsServer.StartAsync();

        await server.PushAsync(EventContracts.OrderPlaced, _placed, "e1");
        Assert.Equal(200, await server.PushAsync(EventContracts.OrderPlaced, _placed, "e1"));
        Assert.Equal(200, await server.PushAsync(EventContracts.OrderPlaced, _placed, "e1", Story.At(5)));

        Assert.Equal(1, server.Store.Commits);
    }

    [Fact]
    public async Task LostRace_MergesIntoWhatTheOtherWrote()
    {
        await using var server = await ViewsServer.StartAsync();
        var newer = new StockLevel(Story.Mug, 1, 1, 7, Story.At(1));
        server.Store.BeforeCommit = async _ =>
        {
            server.Store.BeforeCommit = null;
            await server.Store.CommitAsync(
                [
                    new DocumentWrite.Put(
                        StockLevel.NameOf(Story.Mug),
                        JsonSerializer.SerializeToElement(newer, ReadModelsJson.Default.StockLevel),
                        DocumentVersion.Absent),
                ],
                default);
        };

        Assert.Equal(200, await server.PushAsync(
            EventContracts.InventoryLevelChanged, new InventoryLevelChanged(Story.Mug, 3, 2, 5), "e1"));

        Assert.Equal(newer, StockLevel.Read(await DocumentAsync(server, StockLevel.NameOf(Story.Mug))));
        Assert.Equal(1, server.Store.Commits);
    }

    [Fact]
    public async Task EventsAtTheSameTime_AreAllMerged()
    {
        await using var server = await ViewsServer.StartAsync();

        var statuses = await Task.WhenAll(Enumerable.Range(0, 40).Select(number => number switch
        {
            0 => server.PushAsync(EventContracts.OrderConfirmed, _confirmed, "confirmed", Story.At(2)),
            1 => server.PushAsync(EventContracts.OrderPlaced, _placed, "placed", Story.At(1)),
            _ => server.PushAsync(
                EventContracts.OrderCancellationRequested,
                new OrderCancellationRequested(Story.Order, Story.Anna), $"r{number % 20}", Story.At(3)),
        }));

        Assert.All(statuses, status => Assert.Equal(200, status));
        var order = (await OrderAsync(server))!;
        Assert.Equal((OrderStatus.Confirmed, Story.At(1), 22), (order.Status, order.CreatedAt, order.Timeline.Count));
        Assert.Equal(2, server.Store.Documents.Count);
    }

    [Fact]
    public async Task StoreThatFails_IsRetriedByTheRedelivery()
    {
        await using var server = await ViewsServer.StartAsync();
        server.Store.FailReads(1);
        Assert.Equal(503, await server.PushAsync(EventContracts.OrderPlaced, _placed, "e1"));
        server.Store.FailAfter(1);
        Assert.Equal(503, await server.PushAsync(EventContracts.OrderPlaced, _placed, "e1"));

        Assert.Equal(200, await server.PushAsync(EventContracts.OrderPlaced, _placed, "e1"));

        Assert.NotNull(await OrderAsync(server));
        Assert.Equal(1, server.Store.Commits);
    }

    [Theory]
    [InlineData("images-to-views", true)]
    [InlineData("notes-to-views", true)]
    [InlineData("orders-to-views", false)]
    public async Task UnknownType_IsDeadLetteredByItsOwnSubscriptionsOnly(string subscription, bool filed)
    {
        await using var server = await ViewsServer.StartAsync();

        Assert.Equal(200, await server.PushAsync("other.thing", "{}"u8.ToArray(), "e1", null, subscription));

        Assert.Equal(
            filed ? ["unknown-type"] : (string[])[],
            server.Bus.Published.Select(published => published.Message.Attributes["dl-reason"]));
    }

    [Theory]
    [InlineData("contract-violation", "{}", 0)]
    [InlineData("too-old", null, -31)]
    public async Task EventThatCanNeverBeMerged_IsDeadLettered(string reason, string? data, int days)
    {
        await using var server = await ViewsServer.StartAsync();
        var body = data is null ? EventContracts.OrderPlaced.Encode(_placed) : Encoding.UTF8.GetBytes(data);

        Assert.Equal(200, await server.PushAsync(
            EventContracts.OrderPlaced.Type, body, "e1", Story.At(0).AddDays(days)));

        var letter = Assert.Single(server.Bus.Published).Message.Attributes;
        Assert.Equal(
            (reason, "views", "projects/local/subscriptions/orders-to-views"),
            (letter["dl-reason"], letter["dl-handler"], letter["dl-subscription"]));
        Assert.Empty(server.Store.Documents);
    }

    [Fact]
    public async Task LargestStory_FitsIntoOneCommit()
    {
        await using var server = await ViewsServer.StartAsync();
        var longest = new string('~', ContractLimits.EventIdLengthMax);
        var lines = Enumerable.Range(0, ContractLimits.OrderLinesMax)
            .Select(number => new OrderLine(Sku.Parse(new string('a', 61) + $"{number:D3}"), 100)).ToList();
        var shortages = lines.Select(line => new Shortage(line.Sku, 100, 1)).ToList();
        var url = new Uri("https://anna.example/" + new string('a', 2_000));
        var customer = CustomerId.Parse(new string('~', ContractLimits.CustomerIdLengthMax));
        Assert.Equal(200, await server.PushAsync(
            EventContracts.OrderRejected, new OrderRejected(Story.Order, customer, lines, shortages, url), "e1"));

        foreach (var number in Enumerable.Range(0, OrderHistory.TimelineMax))
        {
            Assert.Equal(200, await server.PushAsync(
                EventContracts.NotificationFailed,
                new NotificationFailed(
                    Story.Order, "shop.order." + new string('a', 200), longest, NotificationChannel.Webhook,
                    new string('a', ContractLimits.ReasonLengthMax),
                    string.Concat(Enumerable.Repeat("\u0001", ContractLimits.MessageLengthMax))),
                $"{longest[..250]}{number:D3}",
                Story.At(5)));
        }

        Assert.Equal(OrderHistory.TimelineMax, (await OrderAsync(server))!.Timeline.Count);
    }

    [Fact]
    public async Task SubscriptionsThatAreNone_EndTheStart()
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(
            () => ViewsServer.StartAsync("projects/local/subscriptions/images-to-views,notes"));

        Assert.Contains("UNKNOWN_TYPES_SUBSCRIPTIONS names 'notes'", fault.Message, StringComparison.Ordinal);
    }

    private static async Task<OrderView?> OrderAsync(ViewsServer server) =>
        OrderView.Read(await DocumentAsync(server, OrderHistory.NameOf(Story.Order)));

    private static async Task<Document> DocumentAsync(ViewsServer server, DocumentName name) =>
        (await server.Store.GetManyAsync([name], default))[0];
}
