using Microsoft.AspNetCore.Http;
using Shop.Api.Http;
using Shop.Api.Identity;
using Shop.Contracts;
using Shop.Documents;
using Shop.ReadModels;

namespace Shop.Api.Inventory;

/// <summary>What there is to buy: the same for every caller.</summary>
internal static class InventoryReads
{
    private const string List = "inventory";

    public static async Task<IResult> GetAsync(string sku, HttpContext context, IDocumentStore store) =>
        Sku.TryParse(sku, out var what)
        && StockLevel.Read((await store.GetManyAsync([StockLevel.NameOf(what)], context.RequestAborted))[0]) is { } level
            ? new EtaggedJson<StockBody>(StockBody.Of(level), ApiJson.Default.StockBody)
            : InventoryCommands.Unknown();

    public static async Task<IResult> ListAsync(HttpContext context, IDocumentStore store)
    {
        var customer = context.Caller().Customer;
        var (page, problem) = Paging.Read(context.Request, List, customer);
        if (page is null)
        {
            return problem!;
        }
        var (documents, refused) = await Paging.ListAsync(store, StockLevel.Collection, page, context.RequestAborted);
        return documents is null ? refused! : new EtaggedJson<StockPageBody>(
            new StockPageBody(
                [.. documents.Documents.Select(StockLevel.Read).OfType<StockLevel>().Select(StockBody.Of)],
                Paging.TokenOf(documents.NextPageToken, page.Size, List, customer)),
            ApiJson.Default.StockPageBody);
    }
}
