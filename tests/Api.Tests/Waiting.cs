using Shop.Contracts;

namespace Shop.Api.Tests;

public sealed class Waiting
{
    private const string TwoMugs = """{"lines":[{"sku":"mug","quantity":2}]}""";

    [Theory]
    [InlineData("wait=5", "wait=5", OrderStatus.Confirmed, "confirmed")]
    [InlineData("respond-async, wait=30", "respond-async, wait=30", OrderStatus.Rejected, "rejected")]
    [InlineData("WAIT=\"600\"", "wait=30", OrderStatus.Cancelled, "cancelled")]
    public async Task DecisionInTime_IsAnswered201(string prefer, string applied, OrderStatus status, string text)
    {
        await using var api = await ApiServer.StartAsync();
        api.Bus.OnPublished = message => api.ShowAsync(Views.History(
            OrderId.Parse(message.Attributes["ce-subject"]), "local", status, api.Clock.GetUtcNow()));

        var answer = await api.SendAsync("POST", "/v1/orders", TwoMugs, ("Prefer", prefer));

        Assert.Equal((201, applied), (answer.Status, answer.Headers["Preference-Applied"]));
        Assert.Equal(text, answer.Json.GetProperty("status").GetString());
        Assert.Equal("/v1/orders/" + answer.Json.GetProperty("id").GetString(), answer.Headers["Location"]);
    }

    [Fact]
    public async Task DecisionTooLate_IsAnswered202()
    {
        await using var api = await ApiServer.StartAsync();
        api.Bus.OnPublished = message => api.ShowAsync(Views.History(
            OrderId.Parse(message.Attributes["ce-subject"]), "local", OrderStatus.Placed, api.Clock.GetUtcNow()));
        var started = api.Clock.GetUtcNow();

        Assert.Equal(202, (await api.SendAsync("POST", "/v1/orders", TwoMugs, ("Prefer", "wait=3"))).Status);
        Assert.InRange(api.Clock.GetUtcNow() - started, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3));
    }

    [Theory]
    [InlineData("respond-async", "respond-async")]
    [InlineData("wait=0", null)]
    [InlineData("wait=-1", null)]
    [InlineData("wait", null)]
    [InlineData("return=minimal", null)]
    public async Task NoWish_IsAnsweredAtOnce(string prefer, string? applied)
    {
        await using var api = await ApiServer.StartAsync();

        var answer = await api.SendAsync("POST", "/v1/orders", TwoMugs, ("Prefer", prefer));

        Assert.Equal((202, applied), (answer.Status, answer.Headers.GetValueOrDefault("Preference-Applied")));
    }

    [Fact]
    public async Task StoreDownWhileWaiting_LeavesThePromise()
    {
        await using var api = await ApiServer.StartAsync();
        api.Store.FailReads(100);

        var answer = await api.SendAsync("POST", "/v1/orders", TwoMugs, ("Prefer", "wait=5"));

        Assert.Equal(202, answer.Status);
    }

    [Fact]
    public async Task Cancellation_IsOneEventHoweverOftenItIsSent()
    {
        await using var api = await ApiServer.StartAsync();
        var id = api.NewId(TimeSpan.FromDays(1));
        await api.ShowAsync(Views.History(id, "local", OrderStatus.Confirmed, api.Clock.GetUtcNow()));

        var first = await api.SendAsync("POST", $"/v1/orders/{id}/cancel");
        api.Clock.Advance(TimeSpan.FromHours(1));
        api.Bus.OnPublished = _ => api.ShowAsync(Views.History(id, "local", OrderStatus.Cancelled, api.Clock.GetUtcNow()));
        var second = await api.SendAsync("POST", $"/v1/orders/{id}/cancel", "{}", ("Prefer", "wait=5"));

        Assert.Equal((202, "confirmed"), (first.Status, first.Json.GetProperty("status").GetString()));
        Assert.Equal((200, "cancelled"), (second.Status, second.Json.GetProperty("status").GetString()));
        Assert.Equal($"/v1/orders/{id}", first.Headers["Location"]);
        Assert.Single(api.Bus.Published
            .Select(published => (published.Message.Attributes["ce-id"], published.Message.Data.ToStringUtf8())).Distinct());
        Assert.Equal(
            new OrderCancellationRequested(id, CustomerId.Parse("local")),
            EventContracts.OrderCancellationRequested.Decode(api.Bus.Published[0].Message.Data.Span).Data);
    }

    [Fact]
    public async Task OrderThatTheReadModelDoesNotShowYet_CanBeCancelled()
    {
        await using var api = await ApiServer.StartAsync();

        Assert.Equal(202, (await api.SendAsync("POST", $"/v1/orders/{api.NewId()}/cancel")).Status);
        Assert.Single(api.Bus.Published);
    }

    [Theory]
    [InlineData("[]", "422 validation-failed")]
    [InlineData("""{"why":"late"}""", "422 validation-failed")]
    [InlineData("{", "400 malformed-json")]
    public async Task CancellationWithABody_IsExplained(string body, string expected)
    {
        await using var api = await ApiServer.StartAsync();

        Assert.Equal(expected, (await api.SendAsync("POST", $"/v1/orders/{api.NewId()}/cancel", body)).ToString());
    }
}
