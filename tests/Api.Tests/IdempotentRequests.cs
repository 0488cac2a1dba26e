using Shop.Contracts;

namespace Shop.Api.Tests;

public sealed class IdempotentRequests
{
    private const string TwoMugs = """{"lines":[{"sku":"mug","quantity":2}]}""";
    private const string SameMugs = """ { "lines" : [ { "quantity" : 2, "sku" : "m\u0075g" } ] } """;
    private const string ThreeMugs = """{"lines":[{"sku":"mug","quantity":3}]}""";

    [Fact]
    public async Task FiftyAtOnce_AreOneOrderAndFiftyEqualAnswers()
    {
        await using var api = await ApiServer.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(
            _ => api.SendAsync("POST", "/v1/orders", TwoMugs, ("Idempotency-Key", "\"k1\""))));

        Assert.All(answers, answer => Assert.Equal(202, answer.Status));
        Assert.Single(answers.Select(answer => (answer.Text, answer.Headers["Location"])).Distinct());
        Assert.Single(api.Store.Documents);
        Assert.Equal(50, api.Bus.Published.Count);
        Assert.Single(api.Bus.Published
            .Select(published => (published.Message.Attributes["ce-id"], published.Message.Attributes["ce-time"], published.Message.Data.ToStringUtf8()))
            .Distinct());
    }

    [Theory]
    [InlineData("\"k1\"", "k1", TwoMugs, true)]
    [InlineData("k1", "\"k1\"", SameMugs, true)]
    [InlineData("\"a\\\"b\\\\\"", "\"a\\\"b\\\\\"", TwoMugs, true)]
    [InlineData("k1", "k2", TwoMugs, false)]
    [InlineData("k1", "K1", TwoMugs, false)]
    public async Task SecondRequest_IsTheSameOrderExactlyIfItsKeyIs(string first, string second, string body, bool same)
    {
        await using var api = await ApiServer.StartAsync();

        var one = await api.SendAsync("POST", "/v1/orders", TwoMugs, ("Idempotency-Key", first));
        var two = await api.SendAsync("POST", "/v1/orders", body, ("Idempotency-Key", second));

        Assert.Equal((202, 202), (one.Status, two.Status));
        Assert.Equal(same, one.Text == two.Text);
    }

    [Fact]
    public async Task AnotherBodyUnderTheKey_IsRefused()
    {
        await using var api = await ApiServer.StartAsync();
        await api.SendAsync("POST", "/v1/orders", TwoMugs, ("Idempotency-Key", "k1"));

        var answer = await api.SendAsync("POST", "/v1/orders", ThreeMugs, ("Idempotency-Key", "k1"));

        Assert.Equal("422 idempotency-key-reused", answer.ToString());
        Assert.Single(api.Bus.Published);
    }

    [Fact]
    public async Task KeysOfOtherCustomersAndRoutes_DoNotMeet()
    {
        await using var api = await ApiServer.StartAsync();

        var mine = await api.SendAsync("POST", "/v1/orders", TwoMugs, ("Idempotency-Key", "k1"));
        var other = await api.SendAsync(
            "POST", "/v1/orders", ThreeMugs, ("Idempotency-Key", "k1"), ("X-Local-Customer", "anna"));
        var restock = await api.SendAsync(
            "POST", "/v1/inventory/mug/restock", """{"quantity":1}""", ("Idempotency-Key", "k1"));

        Assert.Equal((202, 202, 202), (mine.Status, other.Status, restock.Status));
        Assert.Equal(3, api.Store.Documents.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task PublishThatFailed_IsHealedBySendingAgain(bool stored)
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

        var failed = await api.SendAsync("POST", "/v1/orders", TwoMugs, ("Idempotency-Key", "k1"));
        api.Clock.Advance(TimeSpan.FromHours(1));
        var again = await api.SendAsync("POST", "/v1/orders", TwoMugs, ("Idempotency-Key", "k1"));

        Assert.Equal("503 outcome-unknown", failed.ToString());
        Assert.Equal(202, again.Status);
        Assert.Equal(failed.Json.GetProperty("orderId").GetString(), again.Json.GetProperty("id").GetString());
        Assert.Equal(stored ? 2 : 1, api.Bus.Published.Count);
        Assert.Single(api.Bus.Published
            .Select(published => (published.Message.Attributes["ce-id"], published.Message.Attributes["ce-time"], published.Message.Data.ToStringUtf8()))
            .Distinct());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task StoreThatFailed_PublishesNothingAndIsHealedBySendingAgain(bool stored)
    {
        await using var api = await ApiServer.StartAsync();
        if (stored)
        {
            api.Store.FailAfter(1);
        }
        else
        {
            api.Store.FailBefore(1);
        }

        var failed = await api.SendAsync("POST", "/v1/orders", TwoMugs, ("Idempotency-Key", "k1"));

        Assert.Equal("503 outcome-unknown", failed.ToString());
        Assert.Empty(api.Bus.Published);
        Assert.Equal(202, (await api.SendAsync("POST", "/v1/orders", TwoMugs, ("Idempotency-Key", "k1"))).Status);
        Assert.Single(api.Store.Documents);
    }

    [Fact]
    public async Task FaultyRequest_BindsNoKey()
    {
        await using var api = await ApiServer.StartAsync();

        await api.SendAsync("POST", "/v1/orders", """{"lines":[]}""", ("Idempotency-Key", "k1"));

        Assert.Equal(202, (await api.SendAsync("POST", "/v1/orders", TwoMugs, ("Idempotency-Key", "k1"))).Status);
    }

    [Fact]
    public async Task ExpiredKey_IsFreeEvenWhereTheStoreHasNotDeletedIt()
    {
        await using var api = await ApiServer.StartAsync();
        var before = await api.SendAsync("POST", "/v1/orders", TwoMugs, ("Idempotency-Key", "k1"));

        api.Clock.Advance(TimeSpan.FromHours(24));
        var after = await api.SendAsync("POST", "/v1/orders", ThreeMugs, ("Idempotency-Key", "k1"));

        Assert.Equal((202, 202), (before.Status, after.Status));
        Assert.NotEqual(before.Json.GetProperty("id").GetString(), after.Json.GetProperty("id").GetString());
        Assert.Single(api.Store.Documents);
    }

    [Fact]
    public async Task RestockUnderOneKey_IsOneEvent()
    {
        await using var api = await ApiServer.StartAsync();

        for (var i = 0; i < 3; i++)
        {
            await api.SendAsync("POST", "/v1/inventory/mug/restock", """{"quantity":10}""", ("Idempotency-Key", "k1"));
        }
        var otherSku = await api.SendAsync(
            "POST", "/v1/inventory/pen/restock", """{"quantity":10}""", ("Idempotency-Key", "k1"));
        await api.SendAsync("POST", "/v1/inventory/mug/restock", """{"quantity":10}""");

        Assert.Equal("422 idempotency-key-reused", otherSku.ToString());
        Assert.Equal(4, api.Bus.Published.Count);
        Assert.Equal(2, api.Bus.Published.Select(published => published.Message.Attributes["ce-id"]).Distinct().Count());
        Assert.All(api.Bus.Published, published => Assert.Equal(
            new InventoryRestocked(Sku.Parse("mug"), 10), EventContracts.InventoryRestocked.Decode(published.Message.Data.Span).Data));
    }
}
