using System.Diagnostics;
using System.Text.Json;
using Shop.Contracts;

namespace Shop.Api.Tests;

public sealed class PlacingOrders
{
    private const string TwoMugs = """{"lines":[{"sku":"mug","quantity":2}],"callbackUrl":"https://customer.example/orders"}""";

    [Fact]
    public async Task ValidOrder_IsPublishedAndAnswered202()
    {
        await using var api = await ApiServer.StartAsync();

        var answer = await api.SendAsync("POST", "/v1/orders", TwoMugs);

        Assert.Equal(202, answer.Status);
        var id = answer.Json.GetProperty("id").GetString();
        Assert.Equal("/v1/orders/" + id, answer.Headers["Location"]);
        Assert.Equal("placed", answer.Json.GetProperty("status").GetString());
        var (topic, message) = Assert.Single(api.Bus.Published);
        Assert.Equal("projects/local/topics/orders", topic.ToString());
        var placed = EventContracts.OrderPlaced.Decode(message.Data.Span).Data!;
        Assert.Equal((id, "local"), (placed.OrderId.Value, placed.CustomerId.Value));
        Assert.Equal([new OrderLine(Sku.Parse("mug"), 2)], placed.Lines);
        Assert.Equal("https://customer.example/orders", placed.CallbackUrl!.OriginalString);
    }

    [Fact]
    public async Task Event_IsTheFirstOfItsStory()
    {
        var trace = "0af7651916cd43dd8448eb211c80319c";
        // Without a log and without a listener there is no span to take the trace from.
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        await using var api = await ApiServer.StartAsync();

        await api.SendAsync("POST", "/v1/orders", TwoMugs, ("traceparent", $"00-{trace}-b7ad6b7169203331-01"));

        var attributes = Assert.Single(api.Bus.Published).Message.Attributes;
        Assert.Equal(EventContracts.OrderPlaced.Type, attributes["ce-type"]);
        Assert.Equal("/shop/api", attributes["ce-source"]);
        Assert.Equal("0", attributes["ce-hops"]);
        Assert.Equal(attributes["ce-id"], attributes["ce-correlationid"]);
        Assert.Equal("1", attributes["ce-sequence"].TrimStart('0'));
        Assert.Equal(attributes["ce-subject"], attributes["ce-partitionkey"]);
        Assert.Contains(trace, attributes["ce-traceparent"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task LinesOfOneSku_AreShownAsOne()
    {
        await using var api = await ApiServer.StartAsync();

        var answer = await api.SendAsync(
            "POST", "/v1/orders", """{"lines":[{"sku":"pen","quantity":1},{"sku":"mug","quantity":2},{"sku":"pen","quantity":3}]}""");

        Assert.Equal(
            """[{"sku":"mug","quantity":2},{"sku":"pen","quantity":4}]""", answer.Json.GetProperty("lines").GetRawText());
    }

    [Fact]
    public async Task TwoOrdersWithoutKey_AreTwoOrders()
    {
        await using var api = await ApiServer.StartAsync();

        var first = await api.SendAsync("POST", "/v1/orders", TwoMugs);
        var second = await api.SendAsync("POST", "/v1/orders", TwoMugs);

        Assert.NotEqual(first.Json.GetProperty("id").GetString(), second.Json.GetProperty("id").GetString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task PubSubDown_SaysThatTheOutcomeIsUnknownAndWhereToLook(bool stored)
    {
        await using var api = await ApiServer.StartAsync();
        if (stored)
        {
            api.Bus.FailAfter(1);
        }
        else
        {
            api.Bus.FailBefore(1);
        }

        var answer = await api.SendAsync("POST", "/v1/orders", TwoMugs);

        Assert.Equal("503 outcome-unknown", answer.ToString());
        Assert.True(answer.Headers.ContainsKey("Retry-After"));
        Assert.False(answer.Headers.ContainsKey("Location"));
        var id = answer.Json.GetProperty("orderId").GetString()!;
        Assert.Contains("/v1/orders/" + id, answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.All(api.Bus.Published, published => Assert.Equal(id, published.Message.Attributes["ce-subject"]));
        Assert.Equal(stored ? 1 : 0, api.Bus.Published.Count);
    }

    [Fact]
    public async Task PubSubBack_IsUsedWithoutRestart()
    {
        await using var api = await ApiServer.StartAsync();
        api.Bus.FailBefore(3);

        var statuses = new List<int>();
        for (var i = 0; i < 5; i++)
        {
            statuses.Add((await api.SendAsync("POST", "/v1/orders", TwoMugs)).Status);
        }

        Assert.Equal([503, 503, 503, 202, 202], statuses);
        Assert.Equal(2, api.Bus.Published.Count);
    }

    [Fact]
    public void EventThatHoldsTooMuch_IsRefusedWithTheLimit()
    {
        Assert.Null(Commands.CommandPublisher.TooLarge(Commands.CommandPublisher.DataBytesMax));

        var problem = Commands.CommandPublisher.TooLarge(Commands.CommandPublisher.DataBytesMax + 1)!;

        Assert.Equal(413, problem.Status);
        Assert.Contains($"{Commands.CommandPublisher.DataBytesMax}", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LargestOrder_FitsIntoItsEvent()
    {
        await using var api = await ApiServer.StartAsync();
        var lines = Enumerable.Range(0, ContractLimits.OrderLinesMax)
            .Select(i => new OrderLine(Sku.Parse($"{i:D3}".PadRight(ContractLimits.SkuLengthMax, 'x')), 10_000));
        var url = "https://customer.example/" + new string('&', ContractLimits.CallbackUrlLengthMax - 25);
        var order = JsonSerializer.Serialize(new { lines, callbackUrl = url }, JsonSerializerOptions.Web);

        Assert.Equal(202, (await api.SendAsync("POST", "/v1/orders", order)).Status);
    }
}
