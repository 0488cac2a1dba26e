using CloudNative.CloudEvents;
using Shop.Contracts;

namespace Shop.Eventing.Tests;

public sealed class Causes
{
    [Fact]
    public void FirstEventOfAStory_StartsIt()
    {
        var (cause, _) = EventCause.Read(Samples.Foreign("e1"));

        Assert.Equal(("e1", "e1", 0), (cause!.EventId, cause.CorrelationId, cause.Hops));
        Assert.Matches("^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$", cause.TraceParent);
    }

    [Fact]
    public void EventWithoutACause_IsTheFirstOfItsStory()
    {
        var first = OutgoingEvent.Of(
            EventContracts.InventoryRestocked, "mug", null, new InventoryRestocked(Sku.Parse("mug"), 10))
            .Seal("e1", new Uri("/shop/api", UriKind.Relative), EventCause.Itself("e1"), DateTimeOffset.UnixEpoch);

        var (cause, _) = EventCause.Read(first);

        Assert.Equal(("e1", "e1", 0), (cause!.EventId, cause.CorrelationId, cause.Hops));
        Assert.Equal("e1", first[EventExtensions.CausationId]);
    }

    [Fact]
    public void LaterEvent_KeepsStoryAndTraceAndIsOneHopDeeper()
    {
        var (cause, _) = EventCause.Read(Samples.Event());

        Assert.Equal(new EventCause(Samples.Id, "story-1", 3, Samples.TraceParent), cause);
    }

    [Theory]
    [InlineData("16", true)]
    [InlineData("17", false)]
    [InlineData("2147483648", false)]
    [InlineData("-1", false)]
    [InlineData("two", false)]
    public void Hops_AreBounded(string hops, bool allowed)
    {
        var cloudEvent = Samples.Foreign();
        cloudEvent.SetAttributeFromString("hops", hops);

        var (cause, fault) = EventCause.Read(cloudEvent);

        Assert.Equal(allowed, cause is not null);
        Assert.Equal(allowed, fault is null);
    }

    [Fact]
    public void ForeignIdThatAttributesCannotCarry_IsHashed()
    {
        static string IdFor(string id) => EventCause.Read(Samples.Foreign(id)).Cause!.EventId;

        Assert.Matches("^sha256-[0-9a-f]{32}$", IdFor("Ä1"));
        Assert.Equal(IdFor("Ä1"), IdFor("Ä1"));
        Assert.NotEqual(IdFor("Ä1"), IdFor("Ä2"));
    }

    [Fact]
    public void BrokenTraceContext_IsReplaced()
    {
        var cloudEvent = Samples.Foreign();
        cloudEvent[CloudEventAttribute.CreateExtension("traceparent", CloudEventAttributeType.String)] = "00-xyz";

        Assert.Matches("^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$", EventCause.Read(cloudEvent).Cause!.TraceParent);
    }
}
