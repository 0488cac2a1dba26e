using FsCheck;
using FsCheck.Fluent;
using Shop.Contracts;
using Shop.Testing;
using static Shop.Views.Tests.Story;

namespace Shop.Views.Tests;

/// <summary>The documents follow from the events, not from the way in which those arrive.</summary>
public sealed class AnyOrderOfEvents
{
    // All that can be said of one order, with everything that must not happen: placements and cancellations by two
    // customers, copies with other times, an id used twice, an order both confirmed and rejected.
    private static readonly Told[] _worst =
    [
        Placed, Placed.Later(-1), Placed.Later(9), Reserved, Reserved.Later(2), Confirmed, Confirmed.Later(-2),
        Rejected, Refused, Delivered, CancellationRequested, Cancelled, Cancelled.Later(3), Released, NotDelivered,
        PlacedBy(Mallory, "mallory-placed", 0), RequestedBy(Mallory, "mallory-requested", 1),
        RequestedBy(Mallory, "placed", 1), PlacedBy(Anna, "placed-again", 1),
    ];

    [Fact]
    public void EachTwice_GivesOneDocument()
    {
        Told[] story = [Placed, Reserved, Confirmed, CancellationRequested, Cancelled, Delivered];
        var expected = Tell(story).Text();

        Assert.All(DecisionRun.Permutations(story), order => Assert.Equal(expected, Tell([.. order, .. order]).Text()));
    }

    [Fact]
    public void OfContradictoryEventsToo_GivesOneDocument()
    {
        var expected = Tell(_worst).Text();

        Prop.ForAll(
            Gen.Shuffle(_worst.Concat(_worst).ToArray()).ToArbitrary(),
            story => Assert.Equal(expected, Tell(story).Text()))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void OfMoreThanATimelineHolds_GivesOneDocument()
    {
        var many = Enumerable.Range(0, 260).Select(number => DeliveredAs($"n{number:D3}", 10 + number)).ToArray();
        // Later copies first, so that what was kept may move before what was left out.
        Told[] story = [.. many.Select(told => told.Later(200)), .. many, Placed];
        var expected = Tell(story).Text();

        Prop.ForAll(
            Gen.Shuffle(story).ToArbitrary(),
            shuffled => Assert.Equal(expected, Tell(shuffled).Text()))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3));

        var timeline = Tell(story).View()!.Timeline;
        Assert.Equal((200, "placed", "n198"), (timeline.Count, timeline[0].EventId, timeline[^1].EventId));
    }

    [Fact]
    public void EventsAboutStockAndImages_GiveOneDocument()
    {
        Told[] story =
        [
            Told.Of(EventContracts.InventoryLevelChanged, new InventoryLevelChanged(Mug, 5, 0, 1), "l1", 1),
            Told.Of(EventContracts.InventoryLevelChanged, new InventoryLevelChanged(Mug, 3, 2, 2), "l2", 1),
            Told.Of(EventContracts.InventoryLevelChanged, new InventoryLevelChanged(Mug, 3, 2, 2), "l2", 7),
            Images.Failed(1), Images.Processed(1, 11), Images.Processed(2, 20), Images.Processed(2, 21),
        ];
        var expected = Tell(story).Text();

        Assert.All(DecisionRun.Permutations(story), order => Assert.Equal(expected, Tell(order).Text()));
        Assert.Equal(2, Tell(story).State.Count);
    }
}
