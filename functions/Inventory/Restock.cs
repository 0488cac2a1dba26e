using Shop.Contracts;
using Shop.Documents;
using Shop.Eventing.Handling;

namespace Shop.Inventory;

/// <summary>More of a SKU has come in.</summary>
public static class Restock
{
    public static IReadOnlyList<DocumentName> Reads(InventoryRestocked restocked) => [Stock.KeyOf(restocked.Sku).Name];

    public static Ruling Decide(Received<InventoryRestocked> received, StateView state)
    {
        var key = Stock.KeyOf(received.Data.Sku);
        var next = (state.Find(key) ?? Stock.None).Restock(received.Data.Quantity);
        return new Ruling.Applied([key.Set(next)], [next.LevelChanged(received.Data.Sku)]);
    }
}
