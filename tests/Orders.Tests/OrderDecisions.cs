using Shop.Contracts;
using Shop.Testing;

namespace Shop.Orders.Tests;

public sealed class OrderDecisions
{
    private static readonly OrderId _id = OrderId.Parse("00000000-0000-7000-8000-000000000001");
    private static readonly CustomerId _customer = CustomerId.Parse("anna");
    private static readonly OrderLine[] _lines = [new(Sku.Parse("mug"), 2)];

    private static readonly Dictionary<char, Action<DecisionRun>> _facts = new()
    {
        ['P'] = run => run.Apply(EventContracts.OrderPlaced, new OrderPlaced(_id, _customer, _lines)),
        ['C'] = run => run.Apply(EventContracts.OrderCancellationRequested, new OrderCancellationRequested(_id, _customer)),
        ['R'] = run => run.Apply(EventContracts.InventoryReserved, new InventoryReserved(_id, _lines)),
        ['J'] = run => run.Apply(EventContracts.InventoryRejected, new InventoryRejected(_id, [new Shortage(Sku.Parse("mug"), 2, 1)])),
    };

    [Theory]
    [InlineData("P", OrderStatus.Placed)]
    [InlineData("PR", OrderStatus.Confirmed)]
    [InlineData("PJ", OrderStatus.Rejected)]
    [InlineData("PC", OrderStatus.Cancelled)]
    [InlineData("PRC", OrderStatus.Cancelled)]
    [InlineData("PJC", OrderStatus.Cancelled)]
    [InlineData("R", null)]
    [InlineData("C", null)]
    [InlineData("RC", null)]
    public void Facts_ImplyTheSameStatusInEveryOrderAndHoweverOftenTheyCome(string facts, OrderStatus? status)
    {
        foreach (var order in DecisionRun.Permutations<char>([.. facts, .. facts]))
        {
            var run = new DecisionRun(Handlers.All);
            foreach (var fact in order)
            {
                _facts[fact](run);
            }

            Assert.Equal(status, run.Find(Order.KeyOf(_id))?.Status);
            Assert.Empty(run.Refused);
            Assert.Equal(run.Said.Count, run.Said.Select(said => said.Contract.Type).Distinct().Count());
            var last = status is null or OrderStatus.Placed ? null : $"shop.order.{status}.v1".ToLowerInvariant();
            Assert.Equal(last, run.Said.LastOrDefault()?.Contract.Type);
        }
    }

    [Fact]
    public void ConflictingPlacement_IsRefusedAndChangesNothing()
    {
        var run = Run("P");

        run.Apply(EventContracts.OrderPlaced, new OrderPlaced(_id, _customer, [new(Sku.Parse("mug"), 3)]));

        Assert.Equal(["conflicting-placement"], run.Refused);
        Assert.Equal(_lines, run.Find(Order.KeyOf(_id))!.Placed!.Lines);
    }

    [Fact]
    public void LinesOfOneSku_AreTheSameOrderHoweverTheyAreSplit()
    {
        var run = Run("P");

        run.Apply(EventContracts.OrderPlaced, new OrderPlaced(_id, _customer, [new(Sku.Parse("mug"), 1), new(Sku.Parse("mug"), 1)]));

        Assert.Empty(run.Refused);
    }

    [Fact]
    public void ReservationOfOtherLines_IsGivenBack()
    {
        var run = Run("P");

        run.Apply(EventContracts.InventoryReserved, new InventoryReserved(_id, [new(Sku.Parse("mug"), 3)]));

        Assert.Equal(OrderStatus.Cancelled, run.Find(Order.KeyOf(_id))!.Status);
        Assert.Equal(EventContracts.OrderCancelled, run.Said.Single().Contract);
    }

    [Theory]
    [InlineData("P", true)]
    [InlineData("", false)]
    public void SomebodyElsesWish_HasNoEffect(string before, bool refused)
    {
        var run = Run(before);

        run.Apply(EventContracts.OrderCancellationRequested, new OrderCancellationRequested(_id, CustomerId.Parse("eve")));
        _facts['P'](run);
        _facts['R'](run);

        Assert.Equal(refused, run.Refused.Contains("not-the-customer"));
        Assert.Equal(OrderStatus.Confirmed, run.Find(Order.KeyOf(_id))!.Status);
    }

    [Fact]
    public void InventoryThatContradictsItself_IsRefused() => Assert.Equal(["conflicting-reservation"], Run("PRJ").Refused);

    private static DecisionRun Run(string facts)
    {
        var run = new DecisionRun(Handlers.All);
        foreach (var fact in facts)
        {
            _facts[fact](run);
        }
        return run;
    }
}
