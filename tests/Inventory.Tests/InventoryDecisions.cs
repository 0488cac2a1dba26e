using Shop.Contracts;
using Shop.Testing;

namespace Shop.Inventory.Tests;

public sealed class InventoryDecisions
{
    private static readonly OrderId _id = OrderId.Parse("00000000-0000-7000-8000-000000000001");
    private static readonly CustomerId _customer = CustomerId.Parse("anna");
    private static readonly Sku _mug = Sku.Parse("mug");
    private static readonly Sku _hat = Sku.Parse("hat");

    private readonly DecisionRun _run = new(Handlers.All);

    [Fact]
    public void EnoughOfEverything_IsReserved()
    {
        Restock(_mug, 5);
        Restock(_hat, 1);

        Place(new(_mug, 2), new(_hat, 1));

        Assert.Equal((3, 2), Level(_mug));
        Assert.Equal((0, 1), Level(_hat));
        Assert.Equal(
            ["shop.inventory.reserved.v1", "shop.inventory.level-changed.v1", "shop.inventory.level-changed.v1"],
            _run.Said.Skip(2).Select(said => said.Contract.Type));
    }

    [Fact]
    public void OneLineShort_ReservesNothingAndNamesEachShortage()
    {
        Restock(_mug, 5);

        Place(new(_mug, 6), new(_hat, 1));

        Assert.Equal((5, 0), Level(_mug));
        var said = System.Text.Json.JsonSerializer.Deserialize(_run.Said[^1].Data, EventContracts.InventoryRejected.Json)!;
        Assert.Equal([new Shortage(_hat, 1, 0), new Shortage(_mug, 6, 5)], said.Shortages);
    }

    [Fact]
    public void LinesOfOneSku_AreReservedTogetherOrNotAtAll()
    {
        Restock(_mug, 3);

        Place(new(_mug, 2), new(_mug, 2));

        Assert.Equal((3, 0), Level(_mug));
    }

    [Fact]
    public void EveryInterleaving_KeepsStockWhole()
    {
        // Restocked, placed and cancelled, each also twice (a restock under another id is another restock).
        foreach (var order in DecisionRun.Permutations<char>([.. "RPPCC"]))
        {
            var run = new DecisionRun(Handlers.All);
            foreach (var step in order)
            {
                Step(run, step);
                var stock = run.Find(Stock.KeyOf(_mug)) ?? Stock.None;
                Assert.True(stock.Available >= 0 && stock.Reserved >= 0, $"{new string([.. order])}: {stock}");
            }

            var end = run.Find(Stock.KeyOf(_mug))!;
            Assert.Equal((5, 0), (end.Available, end.Reserved));
            Assert.NotEqual(ReservationStatus.Reserved, run.Find(Reservation.KeyOf(_id))!.Status);
            Assert.Empty(run.Refused);
        }
    }

    [Fact]
    public void CancelledFirst_ReservesNothingEver()
    {
        Restock(_mug, 5);
        Step(_run, 'C');

        Step(_run, 'P');

        Assert.Equal((5, 0), Level(_mug));
        Assert.Equal(ReservationStatus.Blocked, _run.Find(Reservation.KeyOf(_id))!.Status);
    }

    [Fact]
    public void RejectedOrder_StaysRejectedWhenStockComes()
    {
        Step(_run, 'P');
        Restock(_mug, 5);

        Step(_run, 'P');

        Assert.Equal((5, 0), Level(_mug));
        Assert.Equal(ReservationStatus.Rejected, _run.Find(Reservation.KeyOf(_id))!.Status);
    }

    [Fact]
    public void ConflictingPlacement_IsRefused()
    {
        Restock(_mug, 5);
        Place(new OrderLine(_mug, 1));

        Place(new OrderLine(_mug, 2));

        Assert.Equal(["conflicting-placement"], _run.Refused);
        Assert.Equal((4, 1), Level(_mug));
    }

    [Fact]
    public void Cancellation_ReleasesWhatWasPromisedAndNotWhatItNames()
    {
        Restock(_mug, 5);
        Place(new OrderLine(_mug, 2));

        _run.Apply(EventContracts.OrderCancelled, new OrderCancelled(_id, _customer, [new(_hat, 1)]));

        Assert.Equal((5, 0), Level(_mug));
        Assert.Null(_run.Find(Stock.KeyOf(_hat)));
    }

    private void Restock(Sku sku, int quantity) =>
        _run.Apply(EventContracts.InventoryRestocked, new InventoryRestocked(sku, quantity));

    private void Place(params OrderLine[] lines) =>
        _run.Apply(EventContracts.OrderPlaced, new OrderPlaced(_id, _customer, lines));

    private static void Step(DecisionRun run, char step)
    {
        OrderLine[] lines = [new(_mug, 2)];
        _ = step switch
        {
            'R' => run.Apply(EventContracts.InventoryRestocked, new InventoryRestocked(_mug, 5)),
            'P' => run.Apply(EventContracts.OrderPlaced, new OrderPlaced(_id, _customer, lines)),
            _ => run.Apply(EventContracts.OrderCancelled, new OrderCancelled(_id, _customer, lines)),
        };
    }

    private (long Available, long Reserved) Level(Sku sku)
    {
        var stock = _run.Find(Stock.KeyOf(sku)) ?? Stock.None;
        return (stock.Available, stock.Reserved);
    }
}
