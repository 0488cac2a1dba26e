using System.Text.Json;

namespace Shop.Contracts.Tests;

public sealed class OrderFacts
{
    [Theory]
    [InlineData(OrderStatus.Placed, 1)]
    [InlineData(OrderStatus.Confirmed, 2)]
    [InlineData(OrderStatus.Rejected, 2)]
    [InlineData(OrderStatus.Cancelled, 3)]
    public void Rank_OnlyEverRises(OrderStatus status, int rank) => Assert.Equal(rank, status.Rank());

    [Fact]
    public void Status_IsImpliedByFactsAndNotByRequests() => Assert.Equal(
        [
            (EventContracts.OrderPlaced, OrderStatus.Placed),
            (EventContracts.OrderConfirmed, OrderStatus.Confirmed),
            (EventContracts.OrderRejected, OrderStatus.Rejected),
            (EventContracts.OrderCancelled, OrderStatus.Cancelled),
        ],
        EventContracts.All
            .Where(contract => OrderStatuses.ImpliedBy(contract) is not null)
            .Select(contract => (contract, OrderStatuses.ImpliedBy(contract)!.Value)));

    [Theory]
    [InlineData(OrderStatus.Placed, "\"placed\"")]
    [InlineData(OrderStatus.Confirmed, "\"confirmed\"")]
    [InlineData(OrderStatus.Rejected, "\"rejected\"")]
    [InlineData(OrderStatus.Cancelled, "\"cancelled\"")]
    public void Status_IsWrittenInLowerCase(OrderStatus status, string json) =>
        Assert.Equal(json, JsonSerializer.Serialize(status));

    [Fact]
    public void EveryChannel_IsOneOfTheContract()
    {
        var contract = EventContracts.NotificationDelivered;
        foreach (var channel in Enum.GetValues<NotificationChannel>())
        {
            var data = new NotificationDelivered(
                Samples.Order, EventContracts.OrderPlaced.Type, "1", channel);
            Assert.Equal(channel, contract.Decode(contract.Encode(data)).Data?.Channel);
        }
    }

    [Fact]
    public void LinesOfOneSku_AreMergedInTheOrderOfSkus() => Assert.Equal(
        [new OrderLine(Sku.Parse("a-z"), 1), new OrderLine(Samples.Mug, 3), new OrderLine(Samples.Tea, 5)],
        OrderLines.Merge(
            [new(Samples.Mug, 2), new(Samples.Tea, 5), new(Samples.Mug, 1), new(Sku.Parse("a-z"), 1)]));

    [Fact]
    public void LinesThatAskForTheSame_MergeAlike() => Assert.Equal(
        OrderLines.Merge([new(Samples.Tea, 1), new(Samples.Mug, 3)]),
        OrderLines.Merge([new(Samples.Mug, 1), new(Samples.Tea, 1), new(Samples.Mug, 2)]));

    [Fact]
    public void NoLines_MergeToNone() => Assert.Empty(OrderLines.Merge([]));

    [Fact]
    public void SumBeyondANumber_ThrowsInsteadOfWrapping() => Assert.Throws<OverflowException>(
        () => OrderLines.Merge([new(Samples.Mug, int.MaxValue), new(Samples.Mug, 1)]));

    [Fact]
    public void SameData_IsEqualThoughListsAreOther()
    {
        static OrderPlaced Order(string path) => new(
            Samples.Order,
            Samples.Customer,
            [new(Samples.Mug, 1)],
            new Uri("https://customer.example/" + path));

        Assert.True(EventContracts.OrderPlaced.AreEqual(Order("a"), Order("a")));
        Assert.False(EventContracts.OrderPlaced.AreEqual(Order("a"), Order("a#b")));
    }
}
