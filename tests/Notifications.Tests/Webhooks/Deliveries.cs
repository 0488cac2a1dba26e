using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Shop.Contracts;
using Shop.Notifications.Tests.Hosting;

namespace Shop.Notifications.Tests.Webhooks;

public sealed class Deliveries
{
    [Fact]
    public async Task ConfirmedOrder_IsToldBySignedWebhook()
    {
        await using var receiver = await Receiver.StartAsync(200);
        await using var server = await NotificationsServer.StartAsync();

        Assert.Equal(200, await server.ConfirmAsync(receiver.Url));

        var call = Assert.Single(receiver.Calls);
        var timestamp = $"{server.Clock.GetUtcNow().ToUnixTimeSeconds()}";
        Assert.Equal(("POST", "/orders?token=hush"), (call.Method, call.Target));
        Assert.Equal("application/cloudevents+json; charset=utf-8", call.Headers["content-type"]);
        Assert.Equal(("e1", timestamp), (call.Headers["webhook-id"], call.Headers["webhook-timestamp"]));
        var key = Convert.FromBase64String(NotificationsServer.Secret["whsec_".Length..]);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"e1.{timestamp}."), .. call.Body];
        Assert.Equal(
            "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed)),
            call.Headers["webhook-signature"]);
        Assert.Equal(
            ["content-length", "content-type", "host", "user-agent", "webhook-id", "webhook-signature",
                "webhook-timestamp"],
            call.Headers.Keys.Order(StringComparer.Ordinal));
        var (type, said) = Assert.Single(server.Said);
        Assert.Equal(EventContracts.NotificationDelivered.Type, type);
        Assert.Equal("webhook", said.GetProperty("channel").GetString());
    }

    [Fact]
    public async Task Body_IsTheOrderEventAsTheCustomerMaySeeIt()
    {
        await using var receiver = await Receiver.StartAsync(204);
        await using var server = await NotificationsServer.StartAsync();

        await server.PushAsync(EventContracts.OrderRejected, Sample.Rejected(receiver.Url));

        var body = JsonElement.Parse(Assert.Single(receiver.Calls).Body);
        Assert.True(JsonElement.DeepEquals(
            JsonElement.Parse("""
            {
              "specversion": "1.0",
              "id": "e1",
              "source": "/shop/orders",
              "type": "shop.order.rejected.v1",
              "subject": "00000000-0000-7000-8000-000000000001",
              "time": "2026-01-02T03:04:05Z",
              "datacontenttype": "application/json",
              "dataschema": "urn:shop:schema:shop.order.rejected.v1",
              "sequence": "0000000000000000002",
              "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
              "data": {
                "orderId": "00000000-0000-7000-8000-000000000001",
                "customerId": "anna",
                "lines": [{"sku": "mug", "quantity": 2}],
                "shortages": [{"sku": "mug", "requested": 2, "available": 1}]
              }
            }
            """),
            body), body.GetRawText());
        // What dataschema promises, the data keeps.
        var data = Encoding.UTF8.GetBytes(body.GetProperty("data").GetRawText());
        Assert.Empty(EventContracts.OrderRejected.Validate(data));
    }

    [Theory]
    [InlineData(200, "webhook")]
    [InlineData(201, "webhook")]
    [InlineData(299, "webhook")]
    [InlineData(300, "refused")]
    [InlineData(302, "refused")]
    [InlineData(304, "refused")]
    [InlineData(308, "refused")]
    [InlineData(400, "refused")]
    [InlineData(401, "refused")]
    [InlineData(404, "refused")]
    [InlineData(409, "refused")]
    [InlineData(499, "refused")]
    [InlineData(600, "refused")]
    [InlineData(410, "gone")]
    [InlineData(408, null)]
    [InlineData(429, null)]
    [InlineData(500, null)]
    [InlineData(501, null)]
    [InlineData(503, null)]
    [InlineData(599, null)]
    public async Task Answer_DecidesWhatIsSaidOrWhetherItIsTriedAgain(int status, string? result)
    {
        await using var elsewhere = await Receiver.StartAsync(200);
        await using var receiver = await Receiver.StartAsync(
            status, ("Location", elsewhere.Url.OriginalString));
        await using var server = await NotificationsServer.StartAsync();

        var answer = await server.ConfirmAsync(receiver.Url);

        Assert.Equal(result is null ? 503 : 200, answer);
        Assert.Equal(result is null ? [] : [result], server.Results);
        Assert.Equal(result is null, server.Store.Documents.Count == 0);
        Assert.Single(receiver.Calls);
        Assert.Empty(elsewhere.Calls);
    }

    [Fact]
    public async Task OrderWithoutCallback_IsToldByTheLog()
    {
        await using var server = await NotificationsServer.StartAsync();

        Assert.Equal(200, await server.CancelAsync(null));

        Assert.Equal(["log"], server.Results);
        Assert.Equal(
            $"Information: Customer of order {Sample.Order} is told of "
                + $"{EventContracts.OrderCancelled} by Log; event e1 ",
            Assert.Single(server.Log.OfTelling));
    }

    [Theory]
    [InlineData(200, "is told of")]
    [InlineData(404, "will not be told of")]
    [InlineData(503, "is not yet told of")]
    public async Task EveryAttempt_LeavesARecordWithoutPersonalData(int status, string record)
    {
        await using var receiver = await Receiver.StartAsync(status);
        await using var server = await NotificationsServer.StartAsync();

        await server.ConfirmAsync(receiver.Url);

        var line = Assert.Single(server.Log.OfTelling);
        Assert.Contains(
            $"order {Sample.Order} {record} {EventContracts.OrderConfirmed} by Webhook", line,
            StringComparison.Ordinal);
        Assert.All(server.Log.All, logged =>
        {
            Assert.DoesNotContain("anna", logged, StringComparison.Ordinal);
            Assert.DoesNotContain("hush", logged, StringComparison.Ordinal);
            Assert.DoesNotContain($"{receiver.Url.Port}", logged, StringComparison.Ordinal);
            Assert.DoesNotContain("mug", logged, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task IdThatHeadersCannotCarry_IsHashedAlikeEverywhere()
    {
        await using var receiver = await Receiver.StartAsync(200);
        await using var server = await NotificationsServer.StartAsync();

        // The CloudEvents SDK decodes headers: the event's id is "Ä1".
        await server.ConfirmAsync(receiver.Url, "%C3%841");

        var call = Assert.Single(receiver.Calls);
        Assert.Matches("^sha256-[0-9a-f]{32}$", call.Headers["webhook-id"]);
        Assert.Equal(call.Headers["webhook-id"], JsonElement.Parse(call.Body).GetProperty("id").GetString());
        Assert.Equal(
            call.Headers["webhook-id"], Assert.Single(server.Said).Data.GetProperty("eventId").GetString());
    }

    [Fact]
    public async Task BodyWithoutEnd_IsHungUpOn()
    {
        var hungUp = new TaskCompletionSource();
        await using var receiver = await Receiver.StartAsync(async context =>
        {
            var junk = new byte[4096];
            try
            {
                while (true)
                {
                    await context.Response.Body.WriteAsync(junk, context.RequestAborted);
                }
            }
            catch (OperationCanceledException)
            {
                hungUp.SetResult();
            }
        });
        await using var server = await NotificationsServer.StartAsync();

        Assert.Equal(200, await server.ConfirmAsync(receiver.Url));

        Assert.Equal(["webhook"], server.Results);
        await hungUp.Task;
    }
}
