using System.ComponentModel;
using Shop.Contracts;
using Shop.ReadModels;

namespace Shop.Api.Inventory;

[Description("Goods that came in.")]
internal sealed record RestockRequest(
    [property: Description("Units that came in, 1 to 1,000,000.")] int Quantity);

[Description("Goods that will be added to the stock.")]
internal sealed record RestockBody(
    [property: Description("Which.")] Sku Sku,
    [property: Description("Units that came in.")] int Quantity);

[Description("How much there is of a SKU.")]
internal sealed record StockBody(
    [property: Description("Which.")] Sku Sku,
    [property: Description("Units that can be ordered.")] long Available,
    [property: Description("Units held for orders.")] long Reserved)
{
    public static StockBody Of(StockLevel level) => new(level.Sku, level.Available, level.Reserved);
}

[Description("A part of the stock, by SKU.")]
internal sealed record StockPageBody(
    [property: Description("The SKUs.")] IReadOnlyList<StockBody> Stock,
    [property: Description("Asks for what follows; absent on the last page.")] string? NextPageToken);
