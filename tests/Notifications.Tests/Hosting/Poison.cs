using System.Text;
using System.Text.Json;
using Shop.Contracts;

namespace Shop.Notifications.Tests.Hosting;

public sealed class Poison
{
    [Theory]
    [InlineData("undecodable", "\0\u0001garbage", "ce-specversion", null)]
    [InlineData("undecodable", "{", "ce-hops", "0")]
    [InlineData("contract-violation", "{}", "ce-hops", "0")]
    [InlineData("contract-violation", null, "content-type", "text/plain")]
    [InlineData("unknown-major", null, "ce-type", "shop.order.confirmed.v2")]
    [InlineData("not-traceable", null, "ce-hops", "17")]
    [InlineData("too-old", null, "ce-time", "2025-01-02T03:04:05Z")]
    [InlineData("too-old", null, "ce-time", null)]
    public async Task WhatCanNeverBeHandled_IsDeadLetteredWithoutACall(
        string reason, string? data, string attribute, string? value)
    {
        await using var receiver = await Receiver.StartAsync(200);
        await using var server = await NotificationsServer.StartAsync();
        var attributes = server.Attributes(EventContracts.OrderConfirmed, "e1");
        attributes.Remove(attribute);
        if (value is not null)
        {
            attributes[attribute] = value;
        }
        var body = data is null
            ? EventContracts.OrderConfirmed.Encode(Sample.Confirmed(receiver.Url))
            : Encoding.UTF8.GetBytes(data);

        Assert.InRange(await server.PushAsync(body, attributes), 200, 204);

        var (topic, letter) = Assert.Single(server.Bus.Published);
        Assert.Equal("dead-letters", topic.TopicId);
        Assert.Equal(
            (reason, "notifications"), (letter.Attributes["dl-reason"], letter.Attributes["dl-handler"]));
        Assert.Empty(receiver.Calls);
        Assert.Equal(200, await server.ConfirmAsync(receiver.Url, "next"));
        Assert.Single(receiver.Calls);
    }

    [Fact]
    public async Task OtherOrderEvents_AreAcknowledged()
    {
        await using var server = await NotificationsServer.StartAsync();
        var unknown = server.Attributes(EventContracts.OrderPlaced, "e2");
        unknown["ce-type"] = "somebody.said.something";

        Assert.Equal(200, await server.PushAsync(
            "{}"u8.ToArray(), server.Attributes(EventContracts.OrderPlaced, "e1")));
        Assert.Equal(200, await server.PushAsync("{}"u8.ToArray(), unknown));

        Assert.Empty(server.Bus.Published);
        Assert.Empty(server.Log.OfTelling);
    }

    [Fact]
    public async Task WrappedPush_IsTheSameEvent()
    {
        await using var receiver = await Receiver.StartAsync(200);
        await using var server = await NotificationsServer.StartAsync();
        var data = EventContracts.OrderConfirmed.Encode(Sample.Confirmed(receiver.Url));
        var attributes = server.Attributes(EventContracts.OrderConfirmed, "e1");
        var wrapped = JsonSerializer.SerializeToUtf8Bytes(new
        {
            subscription = "projects/local/subscriptions/notifications-orders",
            message = new { messageId = "1", data, attributes },
        });

        Assert.Equal(200, await server.PushAsync(
            wrapped, new Dictionary<string, string> { ["content-type"] = "application/json" }));
        Assert.Equal(200, await server.PushAsync(data, attributes));

        Assert.Single(receiver.Calls);
        Assert.Equal(["webhook", "webhook"], server.Results);
    }
}
