using System.ComponentModel;
using Shop.Contracts;

namespace Shop.Api.Inventory;

[Description("Goods that came in.")]
internal sealed record RestockRequest(
    [property: Description("Units that came in, 1 to 1,000,000.")] int Quantity);

[Description("Goods that will be added to the stock.")]
internal sealed record RestockBody(
    [property: Description("Which.")] Sku Sku,
    [property: Description("Units that came in.")] int Quantity);
