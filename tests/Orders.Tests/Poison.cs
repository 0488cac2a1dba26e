using System.Text;
using System.Text.Json;
using Shop.Contracts;

namespace Shop.Orders.Tests;

public sealed class Poison
{
    private const string Placed =
        """{"orderId":"00000000-0000-7000-8000-000000000001","customerId":"anna","lines":[{"sku":"mug","quantity":2}]}""";

    private const string Reserved =
        """{"orderId":"00000000-0000-7000-8000-000000000001","lines":[{"sku":"mug","quantity":2}]}""";

    [Theory]
    [InlineData("undecodable", "\0\u0001garbage", "ce-specversion", null)]
    [InlineData("undecodable", Placed, "ce-id", null)]
    [InlineData("undecodable", "{", "ce-id", "e1")]
    [InlineData("contract-violation", Placed, "content-type", "text/plain")]
    [InlineData("contract-violation", "{}", "ce-id", "e1")]
    [InlineData("unknown-type", Placed, "ce-type", "somebody.said.something")]
    [InlineData("unknown-major", Placed, "ce-type", "shop.order.placed.v2")]
    [InlineData("not-traceable", Placed, "ce-hops", "17")]
    [InlineData("too-old", Placed, "ce-time", "2025-01-02T03:04:05Z")]
    [InlineData("too-old", Placed, "ce-time", null)]
    public async Task WhatCanNeverBeHandled_IsDeadLetteredAndHoldsNothingUp(string reason, string data, string attribute, string? value)
    {
        await using var server = await OrdersServer.StartAsync();

        Assert.InRange(await server.PushAsync(Encoding.UTF8.GetBytes(data), Attributes("e1", (attribute, value))), 200, 204);

        var (topic, letter) = Assert.Single(server.Bus.Published);
        Assert.Equal("dead-letters", topic.TopicId);
        Assert.Equal((reason, "orders"), (letter.Attributes["dl-reason"], letter.Attributes["dl-handler"]));
        await AssertHandlesTheNext(server);
    }

    [Fact]
    public async Task EventBeyond64KiB_IsDeadLettered()
    {
        await using var server = await OrdersServer.StartAsync();
        var large = Placed.Replace("{\"orderId\"", $"{{\"padding\":\"{new string('x', 65 * 1024)}\",\"orderId\"", StringComparison.Ordinal);

        Assert.Equal(200, await server.PushAsync(Encoding.UTF8.GetBytes(large), Attributes("e1")));

        Assert.Equal("contract-violation", Assert.Single(server.Bus.Published).Message.Attributes["dl-reason"]);
        await AssertHandlesTheNext(server);
    }

    [Fact]
    public async Task ReusedIdWithOtherContent_IsDeadLettered()
    {
        await using var server = await OrdersServer.StartAsync();
        await server.PushAsync(Encoding.UTF8.GetBytes(Placed), Attributes("e1"));

        var other = Placed.Replace("\"quantity\":2", "\"quantity\":3", StringComparison.Ordinal);
        Assert.Equal(200, await server.PushAsync(Encoding.UTF8.GetBytes(other), Attributes("e1")));

        Assert.Equal("id-reused", Assert.Single(server.Bus.Published).Message.Attributes["dl-reason"]);
    }

    [Fact]
    public async Task UnknownTypeFromAnotherSubscription_IsLeftToTheFunctionWhoseTaskItIs()
    {
        await using var server = await OrdersServer.StartAsync();

        Assert.Equal(200, await server.PushAsync(
            Encoding.UTF8.GetBytes(Placed), Attributes("e1", ("ce-type", "somebody.said.something")), "projects/local/subscriptions/orders-inventory"));

        Assert.Empty(server.Bus.Published);
    }

    [Fact]
    public async Task KnownTypeThatIsNotNeeded_IsAcknowledged()
    {
        await using var server = await OrdersServer.StartAsync();

        Assert.Equal(200, await server.PushAsync(
            Encoding.UTF8.GetBytes("{}"), Attributes("e1", ("ce-type", EventContracts.InventoryReleased.Type))));

        Assert.Empty(server.Bus.Published);
    }

    [Fact]
    public async Task MessageWithAHundredLargeAttributes_IsNotRefusedByTheServer()
    {
        await using var server = await OrdersServer.StartAsync();
        var many = Enumerable.Range(0, 85).Select(number => ($"x-{number}", (string?)new string('x', 1024))).ToArray();

        Assert.Equal(200, await server.PushAsync(Encoding.UTF8.GetBytes(Placed), Attributes("e1", many)));
    }

    [Fact]
    public async Task WrappedPush_IsTheSameEvent()
    {
        await using var server = await OrdersServer.StartAsync();
        var wrapped = JsonSerializer.SerializeToUtf8Bytes(new
        {
            subscription = "projects/local/subscriptions/orders-orders",
            message = new { messageId = "1", data = Encoding.UTF8.GetBytes(Placed), attributes = Attributes("e1") },
        });

        Assert.Equal(200, await server.PushAsync(wrapped, new Dictionary<string, string> { ["content-type"] = "application/json" }));
        Assert.Equal(200, await server.PushAsync(Encoding.UTF8.GetBytes(Placed), Attributes("e1")));

        Assert.Equal(1, server.Store.Commits);
        await AssertHandlesTheNext(server);
    }

    private static async Task AssertHandlesTheNext(OrdersServer server)
    {
        var before = server.Bus.Published.Count;
        await server.PushAsync(Encoding.UTF8.GetBytes(Placed), Attributes("next-1"));
        Assert.Equal(200, await server.PushAsync(
            Encoding.UTF8.GetBytes(Reserved), Attributes("next-2", ("ce-type", EventContracts.InventoryReserved.Type))));

        Assert.Equal(EventContracts.OrderConfirmed.Type, server.Bus.Published[before].Message.Attributes["ce-type"]);
    }

    private static Dictionary<string, string> Attributes(string id, params (string Name, string? Value)[] changes)
    {
        var attributes = new Dictionary<string, string>
        {
            ["ce-specversion"] = "1.0",
            ["ce-id"] = id,
            ["ce-source"] = "/people",
            ["ce-type"] = EventContracts.OrderPlaced.Type,
            ["ce-time"] = "2026-01-02T03:04:05Z",
            ["content-type"] = "application/json",
        };
        foreach (var (name, value) in changes)
        {
            if (value is null)
            {
                attributes.Remove(name);
            }
            else
            {
                attributes[name] = value;
            }
        }
        return attributes;
    }
}
