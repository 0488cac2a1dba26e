using System.Text.Json;
using Shop.Contracts;
using Shop.Documents;
using Shop.ReadModels;

namespace Shop.Api.Tests;

/// <summary>Writes read models as the function Views does.</summary>
internal static class Views
{
    public static OrderHistory History(
        OrderId id, string customer, OrderStatus status, DateTimeOffset placedAt, DateTimeOffset? settledAt = null)
    {
        var who = CustomerId.Parse(customer);
        IReadOnlyList<OrderLine> lines = [new(Sku.Parse("mug"), 2)];
        var placed = new TimelineEntry("e-placed", "/shop/api", EventContracts.OrderPlaced.Type, placedAt, who, new GoodsCount(1, 2));
        if (status == OrderStatus.Placed)
        {
            return new(id, new OrderStatement(status, who, lines, placedAt, placed.Key), [placed]);
        }
        var type = status switch
        {
            OrderStatus.Confirmed => EventContracts.OrderConfirmed.Type,
            OrderStatus.Rejected => EventContracts.OrderRejected.Type,
            _ => EventContracts.OrderCancelled.Type,
        };
        var settled = new TimelineEntry("e-settled", "/shop/orders", type, settledAt ?? placedAt.AddSeconds(1), who, new GoodsCount(1, 2));
        return new(
            id,
            new OrderStatement(
                status, who, lines, settled.Time, settled.Key,
                status == OrderStatus.Rejected ? [new Shortage(Sku.Parse("mug"), 2, 1)] : null),
            [placed, settled]);
    }

    public static async Task ShowAsync(this ApiServer api, OrderHistory history)
    {
        var view = OrderView.Of(history)!;
        await PutAsync(api, OrderHistory.NameOf(history.Id), JsonSerializer.SerializeToElement(history, ReadModelsJson.Default.OrderHistory));
        await PutAsync(api, OrderListing.NameOf(view), JsonSerializer.SerializeToElement(new OrderListing(history.Id), ReadModelsJson.Default.OrderListing));
    }

    public static Task ShowAsync(this ApiServer api, string sku, long available, long reserved) => PutAsync(
        api,
        StockLevel.NameOf(Sku.Parse(sku)),
        JsonSerializer.SerializeToElement(
            new StockLevel(Sku.Parse(sku), available, reserved, 1, api.Clock.GetUtcNow()), ReadModelsJson.Default.StockLevel));

    /// <summary>An id made by the server's clock.</summary>
    public static OrderId NewId(this ApiServer api, TimeSpan age = default) =>
        OrderId.Of(Guid.CreateVersion7(api.Clock.GetUtcNow() - age));

    private static async Task PutAsync(ApiServer api, DocumentName name, JsonElement data)
    {
        var known = (await api.Store.GetManyAsync([name], CancellationToken.None))[0];
        await api.Store.CommitAsync([new DocumentWrite.Put(name, data, known.Version)], CancellationToken.None);
    }
}
