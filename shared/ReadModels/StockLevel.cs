using System.Text.Json;
using Shop.Contracts;
using Shop.Documents;

namespace Shop.ReadModels;

/// <summary>How much there is of a SKU. Of two levels the one with the higher revision is right.</summary>
/// <param name="Sku">What.</param>
/// <param name="Available">Units that can be ordered.</param>
/// <param name="Reserved">Units held for orders.</param>
/// <param name="Revision">Counts the changes of the SKU.</param>
/// <param name="UpdatedAt">When this level was reached, in UTC.</param>
public sealed record StockLevel(
    Sku Sku, long Available, long Reserved, long Revision, DateTimeOffset UpdatedAt)
{
    /// <summary>All SKUs; listed by page they come in the order of their names.</summary>
    public static CollectionName Collection { get; } = new("stock-levels");

    /// <summary>Where the level of a SKU lies.</summary>
    public static DocumentName NameOf(Sku sku) => Collection.Document(sku.Value);

    /// <returns>Null where the document is missing: nobody has ever stocked the SKU.</returns>
    public static StockLevel? Read(Document document) =>
        document.Exists ? document.Data.Deserialize(ReadModelsJson.Default.StockLevel) : null;
}
