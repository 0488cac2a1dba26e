using Shop.Contracts;
using Shop.Documents;

namespace Shop.EndToEnd.Orders;

/// <summary>The order side as processes, pushed to by Google's Pub/Sub emulator, on Google's Firestore emulator.</summary>
public sealed class OrdersOnGoogleEmulators : IDisposable
{
    private static readonly CustomerId _customer = CustomerId.Parse("anna");
    private static readonly Sku _mug = Sku.Parse("mug");

    private readonly HttpClient _http = new();

    public void Dispose() => _http.Dispose();

    [SkippableFact]
    public async Task Orders_AreConfirmedRejectedAndCancelledThoughEverythingIsPublishedTwice()
    {
        await using var suite = await GoogleSuite.StartAsync(faultSeed: null);
        var watchOrders = await suite.WatchAsync("orders");
        var watchInventory = await suite.WatchAsync("inventory");

        await PublishAsync(suite, EventContracts.InventoryRestocked, "restock", new InventoryRestocked(_mug, 5));
        await watchInventory.UntilAsync(EventContracts.InventoryLevelChanged, level => level.Available == 5);
        var (small, large, regretted) = (Id(1), Id(2), Id(3));
        await PlaceAsync(suite, small, 2);
        await watchOrders.UntilAsync(EventContracts.OrderConfirmed, confirmed => confirmed.OrderId == small);
        await PlaceAsync(suite, large, 10);
        var rejected = await watchOrders.UntilAsync(EventContracts.OrderRejected, rejected => rejected.OrderId == large);
        Assert.Equal([new Shortage(_mug, 10, 3)], rejected.Shortages);
        await PlaceAsync(suite, regretted, 1);
        await watchOrders.UntilAsync(EventContracts.OrderConfirmed, confirmed => confirmed.OrderId == regretted);
        await PublishAsync(
            suite, EventContracts.OrderCancellationRequested, "cancel", new OrderCancellationRequested(regretted, _customer));
        await watchOrders.UntilAsync(EventContracts.OrderCancelled, cancelled => cancelled.OrderId == regretted);
        await watchInventory.UntilAsync(EventContracts.InventoryReleased, released => released.OrderId == regretted);

        var stock = (await suite.Documents.GetManyAsync([new DocumentName("stock/mug")], CancellationToken.None))[0].Data;
        Assert.Equal((3, 2), (stock.GetProperty("available").GetInt64(), stock.GetProperty("reserved").GetInt64()));
    }

    private static OrderId Id(int number) => OrderId.Parse($"00000000-0000-7000-8000-00000000000{number}");

    private Task PlaceAsync(GoogleSuite suite, OrderId id, int quantity) => PublishAsync(
        suite, EventContracts.OrderPlaced, "place-" + id, new OrderPlaced(id, _customer, [new OrderLine(_mug, quantity)]));

    private Task PublishAsync<TData>(GoogleSuite suite, EventContract<TData> contract, string id, TData data) =>
        Person.PublishAsync(_http, suite.PubSub, contract, id, data, times: 2);
}
