using System.Globalization;
using System.Net.Http.Json;
using System.Text;
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
        await UntilAsync(watchInventory, EventContracts.InventoryLevelChanged, level => level.Available == 5);
        var (small, large, regretted) = (Id(1), Id(2), Id(3));
        await PlaceAsync(suite, small, 2);
        await UntilAsync(watchOrders, EventContracts.OrderConfirmed, confirmed => confirmed.OrderId == small);
        await PlaceAsync(suite, large, 10);
        var rejected = await UntilAsync(watchOrders, EventContracts.OrderRejected, rejected => rejected.OrderId == large);
        Assert.Equal([new Shortage(_mug, 10, 3)], rejected.Shortages);
        await PlaceAsync(suite, regretted, 1);
        await UntilAsync(watchOrders, EventContracts.OrderConfirmed, confirmed => confirmed.OrderId == regretted);
        await PublishAsync(
            suite, EventContracts.OrderCancellationRequested, "cancel", new OrderCancellationRequested(regretted, _customer));
        await UntilAsync(watchOrders, EventContracts.OrderCancelled, cancelled => cancelled.OrderId == regretted);
        await UntilAsync(watchInventory, EventContracts.InventoryReleased, released => released.OrderId == regretted);

        var stock = (await suite.Documents.GetManyAsync([new DocumentName("stock/mug")], CancellationToken.None))[0].Data;
        Assert.Equal((3, 2), (stock.GetProperty("available").GetInt64(), stock.GetProperty("reserved").GetInt64()));
    }

    private static OrderId Id(int number) => OrderId.Parse($"00000000-0000-7000-8000-00000000000{number}");

    private Task PlaceAsync(GoogleSuite suite, OrderId id, int quantity) => PublishAsync(
        suite, EventContracts.OrderPlaced, "place-" + id, new OrderPlaced(id, _customer, [new OrderLine(_mug, quantity)]));

    private static async Task<TData> UntilAsync<TData>(
        TopicWatch watch, EventContract<TData> contract, Func<TData, bool> wanted)
    {
        while (true)
        {
            var received = await watch.NextAsync();
            if (received.Attributes["ce-type"] == contract.Type
                && contract.Decode(Encoding.UTF8.GetBytes(received.Data)).Data is { } data && wanted(data))
            {
                return data;
            }
        }
    }

    private async Task PublishAsync<TData>(GoogleSuite suite, EventContract<TData> contract, string id, TData data)
    {
        var message = new
        {
            data = contract.Encode(data),
            attributes = new Dictionary<string, string>
            {
                ["ce-specversion"] = "1.0",
                ["ce-id"] = id,
                ["ce-source"] = "/people",
                ["ce-type"] = contract.Type,
                ["ce-time"] = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
                ["content-type"] = "application/json",
            },
        };
        using var response = await _http.PostAsJsonAsync(
            new Uri(suite.PubSub, $"v1/projects/local/topics/{contract.Topic}:publish"),
            new { messages = new[] { message, message } });
        response.EnsureSuccessStatusCode();
    }
}
