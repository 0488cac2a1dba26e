using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Shop.Contracts;

namespace Shop.EndToEnd;

/// <summary>Inventory and Orders as processes, pushed to by Google's Pub/Sub emulator, on Google's Firestore emulator.</summary>
public sealed class OrdersOnGoogleEmulators : IDisposable
{
    private static readonly CustomerId _customer = CustomerId.Parse("anna");
    private static readonly Sku _mug = Sku.Parse("mug");

    private readonly HttpClient _http = new();

    public void Dispose() => _http.Dispose();

    [SkippableFact]
    public async Task Orders_AreConfirmedRejectedAndCancelledThoughEverythingIsPublishedTwice()
    {
        await using var pubsub = await GoogleEmulator.PubSubAsync();
        await using var firestore = await GoogleEmulator.FirestoreAsync();
        var api = new Uri($"http://{pubsub.Host}/v1/projects/local/");
        foreach (var topic in new[] { "orders", "inventory", "dead-letters" })
        {
            await PutAsync(new Uri(api, "topics/" + topic), "{}");
        }
        await using var inventory = await StartAsync("Inventory", api, pubsub.Host, firestore.Host);
        await using var orders = await StartAsync("Orders", api, pubsub.Host, firestore.Host);
        var watchOrders = await WatchAsync(api, "orders");
        var watchInventory = await WatchAsync(api, "inventory");

        await PublishAsync(api, EventContracts.InventoryRestocked, "restock", new InventoryRestocked(_mug, 5));
        await UntilAsync(watchInventory, EventContracts.InventoryLevelChanged, level => level.Available == 5);
        var (small, large, regretted) = (Id(1), Id(2), Id(3));
        await PlaceAsync(api, small, 2);
        await UntilAsync(watchOrders, EventContracts.OrderConfirmed, confirmed => confirmed.OrderId == small);
        await PlaceAsync(api, large, 10);
        var rejected = await UntilAsync(watchOrders, EventContracts.OrderRejected, rejected => rejected.OrderId == large);
        Assert.Equal([new Shortage(_mug, 10, 3)], rejected.Shortages);
        await PlaceAsync(api, regretted, 1);
        await UntilAsync(watchOrders, EventContracts.OrderConfirmed, confirmed => confirmed.OrderId == regretted);
        await PublishAsync(
            api, EventContracts.OrderCancellationRequested, "cancel", new OrderCancellationRequested(regretted, _customer));
        await UntilAsync(watchOrders, EventContracts.OrderCancelled, cancelled => cancelled.OrderId == regretted);
        await UntilAsync(watchInventory, EventContracts.InventoryReleased, released => released.OrderId == regretted);

        var stock = await _http.GetFromJsonAsync<JsonElement>(new Uri(
            $"http://{firestore.Host}/v1/projects/local/databases/(default)/documents/stock/mug"));
        Assert.Equal(("3", "2"), (Field(stock, "available"), Field(stock, "reserved")));
    }

    private static OrderId Id(int number) => OrderId.Parse($"00000000-0000-7000-8000-00000000000{number}");

    private static string? Field(JsonElement document, string name) =>
        document.GetProperty("fields").GetProperty(name).GetProperty("integerValue").GetString();

    private Task PlaceAsync(Uri api, OrderId id, int quantity) => PublishAsync(
        api, EventContracts.OrderPlaced, "place-" + id, new OrderPlaced(id, _customer, [new OrderLine(_mug, quantity)]));

    private async Task<ProgramProcess> StartAsync(string function, Uri api, string pubsub, string firestore)
    {
        var (name, port) = (function.ToLowerInvariant(), GoogleEmulator.FreePort());
        var process = ProgramProcess.Start(function, [], new Dictionary<string, string>
        {
            ["PORT"] = $"{port}",
            ["GOOGLE_CLOUD_PROJECT"] = "local",
            ["ORDERS_TOPIC"] = "projects/local/topics/orders",
            ["INVENTORY_TOPIC"] = "projects/local/topics/inventory",
            ["DEAD_LETTERS_TOPIC"] = "projects/local/topics/dead-letters",
            ["UNKNOWN_TYPES_SUBSCRIPTIONS"] = $"projects/local/subscriptions/{name}-{name}",
            ["PUBSUB_EMULATOR_HOST"] = pubsub,
            ["FIRESTORE_EMULATOR_HOST"] = firestore,
        });
        await process.LineAsync(line => line.Contains("Application started", StringComparison.Ordinal));
        foreach (var topic in new[] { "orders", "inventory" })
        {
            await PutAsync(new Uri(api, $"subscriptions/{name}-{topic}"), $$"""
                {
                  "topic": "projects/local/topics/{{topic}}",
                  "pushConfig": {"pushEndpoint": "http://127.0.0.1:{{port}}/", "noWrapper": {"writeMetadata": true} },
                  "retryPolicy": {"minimumBackoff": "0.1s", "maximumBackoff": "1s"}
                }
                """);
        }
        return process;
    }

    private async Task<TopicWatch> WatchAsync(Uri api, string topic)
    {
        var subscription = new Uri(api, "subscriptions/watch-" + topic);
        await PutAsync(subscription, $$"""{"topic":"projects/local/topics/{{topic}}"}""");
        return new TopicWatch(_http, subscription);
    }

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

    private async Task PublishAsync<TData>(Uri api, EventContract<TData> contract, string id, TData data)
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
            new Uri(api, $"topics/{contract.Topic}:publish"), new { messages = new[] { message, message } });
        response.EnsureSuccessStatusCode();
    }

    private async Task PutAsync(Uri resource, string json)
    {
        using var response = await _http.PutAsync(resource, RunningSuite.Json(json));
        response.EnsureSuccessStatusCode();
    }
}
