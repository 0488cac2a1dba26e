using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Shop.Contracts;
using Shop.Documents;
using Shop.Documents.Firestore;
using Shop.Topology;

namespace Shop.EndToEnd.Orders;

/// <summary>An order from its publication to the customer's webhook, on the local suite.</summary>
[Collection(SuiteTests.Name)]
public sealed class OrderJourney(LocalSuite suite)
{
    private static readonly CustomerId _customer = CustomerId.Parse("anna");

    [Fact]
    public async Task Order_IsConfirmedAndItsCustomerCalled_AndGivesItsStockBackWhenCancelled()
    {
        using var receiver = new HttpListener();
        var hook = new Uri($"http://127.0.0.1:{GoogleEmulator.FreePort()}/hook/");
        receiver.Prefixes.Add(hook.ToString());
        receiver.Start();
        var (sku, order) = (Sku.Parse("journey-mug"), OrderId.Parse("00000000-0000-7000-8000-0000000000aa"));
        var inventory = await suite.WatchAsync("inventory");
        var told = await suite.WatchAsync("notifications");

        await PublishAsync(EventContracts.InventoryRestocked, "journey-restock", new InventoryRestocked(sku, 5));
        await inventory.UntilAsync(EventContracts.InventoryLevelChanged, level => level.Sku == sku && level.Available == 5);
        await PublishAsync(
            EventContracts.OrderPlaced, "journey-place", new OrderPlaced(order, _customer, [new OrderLine(sku, 2)], hook));

        Assert.Equal(EventContracts.OrderConfirmed.Type, await CallAsync(receiver));
        var delivered = await told.UntilAsync(EventContracts.NotificationDelivered, notice => notice.OrderId == order);
        Assert.Equal(NotificationChannel.Webhook, delivered.Channel);
        Assert.Equal((3, 2), await StockAsync(sku));

        await PublishAsync(
            EventContracts.OrderCancellationRequested, "journey-cancel", new OrderCancellationRequested(order, _customer));

        Assert.Equal(EventContracts.OrderCancelled.Type, await CallAsync(receiver));
        await inventory.UntilAsync(EventContracts.InventoryReleased, released => released.OrderId == order);
        Assert.Equal((5, 0), await StockAsync(sku));
    }

    private Task PublishAsync<TData>(EventContract<TData> contract, string id, TData data) =>
        Person.PublishAsync(suite.Http, suite.PubSubUrl, contract, id, data);

    // Verifies as the specification says: HMAC-SHA256 of id, timestamp and body.
    private static async Task<string> CallAsync(HttpListener receiver)
    {
        var context = await receiver.GetContextAsync();
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        context.Response.StatusCode = 204;
        context.Response.Close();
        var headers = context.Request.Headers;
        var signed = Encoding.UTF8.GetBytes(
            $"{headers["webhook-id"]}.{headers["webhook-timestamp"]}.{Encoding.UTF8.GetString(body.ToArray())}");
        var signature = "v1," + Convert.ToBase64String(HMACSHA256.HashData(Secret(), signed));
        Assert.Equal(signature, headers["webhook-signature"]);
        var cloudEvent = JsonElement.Parse(body.ToArray());
        Assert.Equal(headers["webhook-id"], cloudEvent.GetProperty("id").GetString());
        return cloudEvent.GetProperty("type").GetString()!;
    }

    private static byte[] Secret()
    {
        var topology = TopologyFile.Read(ProgramProcess.PathOf("LocalCloud", "topology.json"));
        var secret = topology.Functions.Single(function => function.Name == "Notifications")
            .LocalEnvironment!["WEBHOOK_SECRETS"];
        return Convert.FromBase64String(secret["whsec_".Length..]);
    }

    private async Task<(long Available, long Reserved)> StockAsync(Sku sku)
    {
        var store = new FirestoreDocumentStore(new FirestoreOptions("local") { EmulatorHost = suite.CloudUrl.Authority });
        var stock = (await store.GetManyAsync([new DocumentName("stock/" + sku)], CancellationToken.None))[0].Data;
        return (stock.GetProperty("available").GetInt64(), stock.GetProperty("reserved").GetInt64());
    }
}
