using Microsoft.AspNetCore.Http;
using Shop.Api.Http;
using Shop.Api.Identity;
using Shop.Contracts;
using Shop.Documents;
using Shop.ReadModels;

namespace Shop.Api.Orders;

/// <summary>What a customer may see: their own orders and nobody else's.</summary>
internal static class OrderReads
{
    private const string List = "orders";

    public static async Task<IResult> GetAsync(string id, HttpContext context, OrderReader orders) =>
        await FindAsync(id, context, orders) is { } order
            ? new EtaggedJson<OrderBody>(OrderBody.Of(order), ApiJson.Default.OrderBody)
            : OrderCommands.Unknown();

    public static async Task<IResult> EventsAsync(string id, HttpContext context, OrderReader orders) =>
        await FindAsync(id, context, orders) is { } order
            ? new EtaggedJson<OrderEventsBody>(OrderEventsBody.Of(order), ApiJson.Default.OrderEventsBody)
            : OrderCommands.Unknown();

    public static async Task<IResult> ListAsync(HttpContext context, IDocumentStore store)
    {
        var customer = context.Caller().Customer;
        var (page, problem) = Paging.Read(context.Request, List, customer);
        if (page is null)
        {
            return problem!;
        }
        var (documents, refused) = await Paging.ListAsync(store, OrderListing.CollectionOf(customer), page, context.RequestAborted);
        if (documents is null)
        {
            return refused!;
        }
        var names = documents.Documents.Select(document => OrderHistory.NameOf(OrderListing.Read(document).Order)).ToList();
        var orders = await store.GetManyAsync(names, context.RequestAborted);
        return new EtaggedJson<OrderPageBody>(
            new OrderPageBody(
                [.. orders.Select(OrderView.Read).OfType<OrderView>().Where(order => order.Customer == customer).Select(OrderBody.Of)],
                Paging.TokenOf(documents.NextPageToken, page.Size, List, customer)),
            ApiJson.Default.OrderPageBody);
    }

    private static async Task<OrderView?> FindAsync(string id, HttpContext context, OrderReader orders) =>
        OrderId.TryParse(id, out var order)
            ? await orders.FindAsync(order, context.Caller().Customer, context.RequestAborted)
            : null;
}
