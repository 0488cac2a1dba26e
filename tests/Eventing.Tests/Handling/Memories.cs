using System.Text.Json;
using Shop.Contracts;
using Shop.Eventing.Handling;

namespace Shop.Eventing.Tests.Handling;

public sealed class Memories
{
    [Fact]
    public void EventWhoseMembersTheStoreReordered_IsSaidByteForByteAsBefore()
    {
        var first = OutgoingEvent.Of(
            EventContracts.InventoryLevelChanged, "mug", 7, new InventoryLevelChanged(Sku.Parse("mug"), 3, 2, 7));
        var stored = JsonElement.Parse("""{ "sku": "mug", "revision": 7, "reserved": 2, "available": 3 }""");

        var again = new RememberedEvent("e-1", first.Contract.Type, first.Subject, first.Sequence, stored).ToOutgoing();

        Assert.Equal(first.Data.GetRawText(), again.Data.GetRawText());
    }
}
