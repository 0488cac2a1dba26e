using Shop.Contracts;
using Shop.Documents;
using Shop.Eventing.Handling;
using Shop.ReadModels;

namespace Shop.Views;

/// <summary>Keeps the newest level of each SKU.</summary>
public static class StockMerge
{
    public static IReadOnlyList<DocumentName> Reads(InventoryLevelChanged level) =>
        [StockLevel.NameOf(level.Sku)];

    public static Ruling Merge(Received<InventoryLevelChanged> received, StateView state)
    {
        var data = received.Data;
        var key = new DocumentKey<StockLevel>(StockLevel.NameOf(data.Sku), ReadModelsJson.Default.StockLevel);
        var said = new StockLevel(
            data.Sku, data.Available, data.Reserved, data.Revision, received.Time.ToUniversalTime());
        var known = state.Find(key);
        return known is null || Newer(known, said) != known
            ? new Ruling.Applied([key.Set(said)], [])
            : Ruling.Nothing;
    }

    // One revision is one level; said again it comes with a later time. That its numbers differ must not happen;
    // if it does, some rule must still decide, whatever the order in which the two come.
    private static StockLevel Newer(StockLevel one, StockLevel other) => new[] { one, other }
        .OrderByDescending(level => level.Revision)
        .ThenBy(level => level.UpdatedAt)
        .ThenBy(level => level.Available)
        .ThenBy(level => level.Reserved)
        .First();
}
