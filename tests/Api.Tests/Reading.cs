using Shop.Contracts;

namespace Shop.Api.Tests;

public sealed class Reading
{
    private static readonly TimeSpan _day = TimeSpan.FromDays(1);

    [Theory]
    [InlineData(OrderStatus.Placed, "placed", false)]
    [InlineData(OrderStatus.Confirmed, "confirmed", false)]
    [InlineData(OrderStatus.Rejected, "rejected", true)]
    [InlineData(OrderStatus.Cancelled, "cancelled", false)]
    public async Task Order_IsShownToItsCustomer(OrderStatus status, string text, bool shortages)
    {
        await using var api = await ApiServer.StartAsync();
        var id = api.NewId(_day);
        await api.ShowAsync(Views.History(id, "local", status, api.Clock.GetUtcNow()));

        var answer = await api.SendAsync("GET", $"/v1/orders/{id}");

        Assert.Equal(200, answer.Status);
        Assert.Equal((id.Value, text), (answer.Json.GetProperty("id").GetString(), answer.Json.GetProperty("status").GetString()));
        Assert.Equal(shortages, answer.Json.TryGetProperty("shortages", out _));
        Assert.Equal("no-cache, private", answer.Headers["Cache-Control"]);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/events")]
    [InlineData("POST", "/cancel")]
    public async Task AnotherCustomersOrder_IsAnsweredAsOneThatIsNotThere(string method, string below)
    {
        await using var api = await ApiServer.StartAsync();
        var (id, missing) = (api.NewId(_day), api.NewId(_day));
        await api.ShowAsync(Views.History(id, "anna", OrderStatus.Confirmed, api.Clock.GetUtcNow()));

        var mine = await api.SendAsync(method, $"/v1/orders/{id}{below}", null, ("X-Local-Customer", "anna"));
        var other = await api.SendAsync(method, $"/v1/orders/{id}{below}", null, ("X-Local-Customer", "boris"));
        var nobody = await api.SendAsync(method, $"/v1/orders/{missing}{below}", null, ("X-Local-Customer", "boris"));

        Assert.InRange(mine.Status, 200, 202);
        Assert.Equal("404 not-found", other.ToString());
        Assert.Equal(nobody.Text, other.Text);
        Assert.Equal(method == "POST" ? 1 : 0, api.Bus.Published.Count);
    }

    [Fact]
    public async Task AnotherCustomersYoungOrder_CannotBeCancelledEither()
    {
        await using var api = await ApiServer.StartAsync();
        var id = api.NewId();
        await api.ShowAsync(Views.History(id, "anna", OrderStatus.Placed, api.Clock.GetUtcNow()));

        var answer = await api.SendAsync("POST", $"/v1/orders/{id}/cancel", null, ("X-Local-Customer", "boris"));

        Assert.Equal("404 not-found", answer.ToString());
        Assert.Empty(api.Bus.Published);
    }

    [Fact]
    public async Task OrderOnItsWayToTheReadModel_IsWaitedFor()
    {
        await using var api = await ApiServer.StartAsync();
        var id = api.NewId();
        api.Clock.OnWait = waits => waits == 3
            ? api.ShowAsync(Views.History(id, "local", OrderStatus.Placed, api.Clock.GetUtcNow()))
            : Task.CompletedTask;

        Assert.Equal(200, (await api.SendAsync("GET", $"/v1/orders/{id}")).Status);
    }

    [Fact]
    public async Task YoungOrderThatNeverComes_IsGivenUpAfterAMoment()
    {
        await using var api = await ApiServer.StartAsync();
        var started = api.Clock.GetUtcNow();

        Assert.Equal("404 not-found", (await api.SendAsync("GET", $"/v1/orders/{api.NewId()}")).ToString());
        Assert.InRange(api.Clock.GetUtcNow() - started, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task UnchangedOrder_IsNotSentAgain()
    {
        await using var api = await ApiServer.StartAsync();
        var id = api.NewId(_day);
        await api.ShowAsync(Views.History(id, "local", OrderStatus.Placed, api.Clock.GetUtcNow()));
        var tag = (await api.SendAsync("GET", $"/v1/orders/{id}")).Headers["ETag"];
        Task<Answer> Ask(string known) => api.SendAsync("GET", $"/v1/orders/{id}", null, ("If-None-Match", known));

        var same = await Ask($"\"other\", W/{tag}");
        var any = await Ask("*");
        var other = await Ask("\"other\"");
        await api.ShowAsync(Views.History(id, "local", OrderStatus.Confirmed, api.Clock.GetUtcNow()));
        var changed = await Ask(tag);

        Assert.Equal((304, "", tag), (same.Status, same.Text, same.Headers["ETag"]));
        Assert.Equal((304, 200, 200), (any.Status, other.Status, changed.Status));
        Assert.NotEqual(tag, changed.Headers["ETag"]);
    }

    [Fact]
    public async Task Events_TellTheStory()
    {
        await using var api = await ApiServer.StartAsync();
        var id = api.NewId(_day);
        await api.ShowAsync(Views.History(id, "local", OrderStatus.Confirmed, api.Clock.GetUtcNow()));

        var answer = await api.SendAsync("GET", $"/v1/orders/{id}/events");

        Assert.Equal(
            [EventContracts.OrderPlaced.Type, EventContracts.OrderConfirmed.Type],
            answer.Json.GetProperty("events").EnumerateArray().Select(one => one.GetProperty("type").GetString()));
        Assert.DoesNotContain("customer", answer.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task Pages_HoldTheCallersOrdersNewestFirst(int size)
    {
        await using var api = await ApiServer.StartAsync();
        var mine = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            var id = api.NewId(_day);
            mine.Insert(0, id.Value);
            await api.ShowAsync(Views.History(id, "local", OrderStatus.Placed, api.Clock.GetUtcNow()));
            await api.ShowAsync(Views.History(api.NewId(_day), "anna", OrderStatus.Placed, api.Clock.GetUtcNow()));
            api.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var seen = new List<string>();
        var path = $"/v1/orders?pageSize={size}";
        for (var pages = 0; pages < 8; pages++)
        {
            var page = (await api.SendAsync("GET", path)).Json;
            var orders = page.GetProperty("orders").EnumerateArray().Select(order => order.GetProperty("id").GetString()!).ToList();
            Assert.InRange(orders.Count, 0, size);
            seen.AddRange(orders);
            if (!page.TryGetProperty("nextPageToken", out var next))
            {
                break;
            }
            path = "/v1/orders?pageToken=" + next.GetString();
        }

        Assert.Equal(mine, seen);
    }

    [Fact]
    public async Task PageToken_HoldsForItsCallerAndListOnly()
    {
        await using var api = await ApiServer.StartAsync();
        await api.ShowAsync(Views.History(api.NewId(_day), "local", OrderStatus.Placed, api.Clock.GetUtcNow()));
        await api.ShowAsync(Views.History(api.NewId(_day), "local", OrderStatus.Placed, api.Clock.GetUtcNow().AddHours(1)));
        var token = (await api.SendAsync("GET", "/v1/orders?pageSize=1")).Json.GetProperty("nextPageToken").GetString()!;
        var damaged = (token[0] == 'A' ? 'B' : 'A') + token[1..];

        Assert.Equal(200, (await api.SendAsync("GET", "/v1/orders?pageToken=" + token)).Status);
        Assert.Equal(200, (await api.SendAsync("GET", "/v1/orders?pageSize=1&pageToken=" + token)).Status);
        var refused = await Task.WhenAll(
            api.SendAsync("GET", "/v1/orders?pageSize=2&pageToken=" + token),
            api.SendAsync("GET", "/v1/inventory?pageToken=" + token),
            api.SendAsync("GET", "/v1/orders?pageToken=" + token, null, ("X-Local-Customer", "anna")),
            api.SendAsync("GET", "/v1/orders?pageToken=" + damaged),
            api.SendAsync("GET", "/v1/orders?pageToken=" + token[..^1]),
            api.SendAsync("GET", "/v1/orders?pageToken="),
            api.SendAsync("GET", "/v1/orders?pageToken=%00%ff"),
            api.SendAsync("GET", $"/v1/orders?pageToken={token}&pageToken={token}"));
        Assert.All(refused, answer => Assert.Equal("400 invalid-page-token", answer.ToString()));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("101")]
    [InlineData("-1")]
    [InlineData("1e1")]
    [InlineData("")]
    [InlineData("5&pageSize=5")]
    public async Task PageSize_IsJudged(string size)
    {
        await using var api = await ApiServer.StartAsync();

        Assert.Equal("400 invalid-parameter", (await api.SendAsync("GET", "/v1/orders?pageSize=" + size)).ToString());
    }

    [Fact]
    public async Task Stock_IsShown()
    {
        await using var api = await ApiServer.StartAsync();
        await api.ShowAsync("mug", 8, 2);
        await api.ShowAsync("pen", 0, 0);

        Assert.Equal("""{"sku":"mug","available":8,"reserved":2}""", (await api.SendAsync("GET", "/v1/inventory/mug")).Text);
        Assert.Equal("404 not-found", (await api.SendAsync("GET", "/v1/inventory/cup")).ToString());
        Assert.Equal("404 not-found", (await api.SendAsync("GET", "/v1/inventory/MUG")).ToString());
        Assert.Equal(
            """{"stock":[{"sku":"mug","available":8,"reserved":2},{"sku":"pen","available":0,"reserved":0}]}""",
            (await api.SendAsync("GET", "/v1/inventory")).Text);
    }

    [Fact]
    public async Task StoreDown_Is503AndRecovers()
    {
        await using var api = await ApiServer.StartAsync();
        api.Store.FailReads(1);

        var during = await api.SendAsync("GET", "/v1/inventory");
        var after = await api.SendAsync("GET", "/v1/inventory");

        Assert.Equal(("503 unavailable", "200"), (during.ToString(), after.ToString()));
        Assert.True(during.Headers.ContainsKey("Retry-After"));
        Assert.False(during.Headers.ContainsKey("ETag"));
    }
}
