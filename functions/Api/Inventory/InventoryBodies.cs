using Shop.Contracts;
using Shop.ReadModels;

namespace Shop.Api.Inventory;

/// <summary>Goods that came in.</summary>
/// <param name="Quantity">Units that came in.</param>
internal sealed record RestockRequest(int Quantity);

/// <summary>Goods that will be added to the stock.</summary>
/// <param name="Sku">Which.</param>
/// <param name="Quantity">Units that came in.</param>
internal sealed record RestockBody(Sku Sku, int Quantity);

/// <summary>How much there is of a SKU.</summary>
/// <param name="Sku">Which.</param>
/// <param name="Available">Units that can be ordered.</param>
/// <param name="Reserved">Units held for orders.</param>
internal sealed record StockBody(Sku Sku, long Available, long Reserved)
{
    public static StockBody Of(StockLevel level) => new(level.Sku, level.Available, level.Reserved);
}

/// <summary>A part of the stock, by SKU.</summary>
/// <param name="Stock">The SKUs.</param>
/// <param name="NextPageToken">Asks for what follows; absent on the last page.</param>
internal sealed record StockPageBody(IReadOnlyList<StockBody> Stock, string? NextPageToken = null);
