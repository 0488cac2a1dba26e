using Shop.Contracts;
using Shop.Eventing.Handling;
using Shop.ReadModels;
using Shop.Testing;
using static Shop.Views.Tests.Story;

namespace Shop.Views.Tests;

public sealed class Orders
{
    [Fact]
    public void WholeStory_IsTold()
    {
        var view = Tell(
            Placed, Reserved, Confirmed, Delivered, CancellationRequested, Cancelled, Released, NotDelivered).View()!;

        Assert.Equal((Order, Anna, OrderStatus.Cancelled), (view.Id, view.Customer, view.Status));
        Assert.Equal([new OrderLine(Sku.Parse("hat"), 1), new OrderLine(Mug, 3)], view.Lines);
        Assert.Equal((At(1), At(6)), (view.CreatedAt, view.UpdatedAt));
        Assert.Equal(
            ["placed", "reserved", "confirmed", "delivered", "requested", "cancelled", "released", "not-delivered"],
            view.Timeline.Select(entry => entry.EventId));
        Assert.Equal(new GoodsCount(2, 4), view.Timeline[1].Goods);
        Assert.Equal(
            new Notice(EventContracts.OrderConfirmed.Type, "confirmed", NotificationChannel.Log), view.Timeline[3].Notice);
        var notTold = view.Timeline[^1].Notice!;
        Assert.Equal(
            (NotificationFailureReasons.Gone, new string('x', 255) + "…"), (notTold.Reason, notTold.Message));
    }

    [Fact]
    public void OrderThatIsOnlyPlaced_WasLastChangedWhenItWasPlaced()
    {
        var view = Tell(Placed, Reserved).View()!;

        Assert.Equal((OrderStatus.Placed, At(1), At(1)), (view.Status, view.CreatedAt, view.UpdatedAt));
        Assert.Equal(new Uri("https://anna.example/?a=1"), view.CallbackUrl);
    }

    [Fact]
    public void RejectedOrder_SaysWhatLacked()
    {
        var run = Tell(Placed, Refused, Rejected);

        Assert.Equal([new Shortage(Mug, 3, 1)], run.View()!.Shortages);
        Assert.Equal(new GoodsCount(1, 2), run.View()!.Timeline[1].Goods);
        Assert.Null(Tell(Placed, Refused, Rejected, Cancelled).View()!.Shortages);
        Assert.Null(Tell(Placed, Confirmed).View()!.Shortages);
    }

    [Fact]
    public void LateEventOfLowerRank_ChangesNoStatus() =>
        Assert.Equal(OrderStatus.Cancelled, Tell(Cancelled, Confirmed, Placed).View()!.Status);

    [Fact]
    public void RequestsAndFactsOfOthers_MakeNoOrder()
    {
        var run = Tell(CancellationRequested, Reserved, Refused, Released, Delivered, NotDelivered);

        Assert.Null(run.View());
        Assert.Equal([OrderHistory.NameOf(Order)], run.State.Keys);
    }

    [Fact]
    public void FactsBeforeThePlacement_AreInTheStoryAfterIt() => Assert.Equal(
        ["placed", "reserved", "requested"],
        Tell(CancellationRequested, Reserved, Placed).View()!.Timeline.Select(entry => entry.EventId));

    [Fact]
    public void StrangersRequest_IsNotInTheStory() => Assert.All(
        DecisionRun.Permutations([Placed, RequestedBy(Mallory, "mallory", 2), RequestedBy(Anna, "anna", 3)]),
        order => Assert.Equal(["placed", "anna"], Tell(order).View()!.Timeline.Select(entry => entry.EventId)));

    [Fact]
    public void SecondPlacementByAStranger_LosesToTheOneThatWasTaken()
    {
        var mallory = PlacedBy(Mallory, "mallory", 0);

        Assert.All(DecisionRun.Permutations([Placed, mallory, Confirmed]), order =>
        {
            var run = Tell(order);
            Assert.Equal((Anna, At(1)), (run.View()!.Customer, run.View()!.CreatedAt));
            Assert.Empty(run.ListOf(Mallory));
            Assert.Single(run.ListOf(Anna));
        });
    }

    [Fact]
    public void ConfirmationBeforeThePlacement_IsVisibleAndMovesInTheListLater()
    {
        var early = Tell(Confirmed);
        Assert.Equal((OrderStatus.Confirmed, At(3)), (early.View()!.Status, early.View()!.CreatedAt));
        var before = Assert.Single(early.ListOf(Anna));

        var whole = Tell(Confirmed, Placed);

        Assert.Equal(At(1), whole.View()!.CreatedAt);
        Assert.NotEqual(before, Assert.Single(whole.ListOf(Anna)));
    }

    [Fact]
    public void NewestOrder_ComesFirstInItsCustomersList()
    {
        var run = new DecisionRun(Handlers.All);
        foreach (var (number, minute) in new[] { (1, 5), (2, 9), (3, 7) })
        {
            run.Apply(
                EventContracts.OrderPlaced, new OrderPlaced(OrderOf(number), Anna, [new OrderLine(Mug, 1)]),
                $"p{number}", At(minute));
        }

        Assert.Equal(
            [OrderOf(2), OrderOf(3), OrderOf(1)],
            run.ListOf(Anna).Select(name => OrderId.Parse(name.Id[20..])));
    }

    [Fact]
    public void EventThatIsKnown_WritesNothing()
    {
        var run = Tell(Placed, Confirmed);

        Assert.Same(Ruling.Nothing, run.Apply(
            EventContracts.OrderPlaced,
            new OrderPlaced(Order, Anna, [new(Mug, 3), new(Sku.Parse("hat"), 1)], new Uri("https://anna.example/?a=1")),
            "placed",
            At(4)));
    }

    [Fact]
    public void IdAndSourceOfAnyLength_AreTakenShortAndStayDistinct()
    {
        var (one, other) = (new string('a', 40_000) + "1", new string('a', 40_000) + "2");

        var timeline = Tell(Placed, DeliveredAs(one, 2), DeliveredAs(other, 2), DeliveredAs(one, 3)).View()!.Timeline;

        Assert.Equal(3, timeline.Count);
        Assert.All(timeline, entry => Assert.InRange(entry.EventId.Length, 1, 256));
    }

    private static OrderId OrderOf(int number) => OrderId.Parse($"00000000-0000-7000-8000-00000000000{number}");
}
