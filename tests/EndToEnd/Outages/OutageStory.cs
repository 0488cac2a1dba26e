using Shop.Contracts;

namespace Shop.EndToEnd.Outages;

/// <summary>
/// One API whose Pub/Sub goes away and comes back while people place orders, then its Firestore, then both; it is never
/// started again.
/// </summary>
internal sealed class OutageStory : IAsyncDisposable
{
    private const int Units = 600;

    private readonly Breakage _breakage;
    private readonly Receipts _receipts;
    private readonly BreakableLink _pubSub;
    private readonly BreakableLink _firestore;
    private readonly ApiProcess _api;
    private readonly ApiClient _client;
    private readonly Sku _sku;
    private volatile bool _isOver;

    private OutageStory(Breakage breakage, Receipts receipts, BreakableLink pubSub, BreakableLink firestore, ApiProcess api)
    {
        (_breakage, _receipts, _pubSub, _firestore, _api) = (breakage, receipts, pubSub, firestore, api);
        _client = new ApiClient(api.Address);
        _sku = Sku.Parse(Who("goods"));
    }

    public static async Task<OutageStory> BeginAsync(CloudHosts cloud, Breakage breakage, Receipts receipts)
    {
        var (pubSub, firestore) = (new BreakableLink(cloud.PubSub), new BreakableLink(cloud.Firestore));
        return new OutageStory(breakage, receipts, pubSub, firestore, await ApiProcess.StartAsync(
            cloud with { PubSub = pubSub.Host, Firestore = firestore.Host }, ("RATE_LIMIT_PER_MINUTE", "1000000")));
    }

    public async Task TellAsync()
    {
        try
        {
            await LiveAsync();
        }
        catch (Exception fault)
        {
            _isOver = true;
            throw new InvalidOperationException($"{_breakage}: {fault.Message}\n{Inexplicable()}", fault);
        }
    }

    private async Task LiveAsync()
    {
        var probe = new OutageProbe(_client, _receipts, Who("prober"), _sku);
        await probe.RestockUntilAcceptedAsync(Units);
        Task[] shoppers =
        [
            .. new[] { true, true, false }.Select((withKeys, number) =>
                new Shopper(_client, _receipts, Who($"shopper-{number}"), _sku).ShopAsync(withKeys, () => _isOver)),
        ];
        await probe.BeforeAsync();

        await OutageAsync(probe, pubSub: true, firestore: false);
        await OutageAsync(probe, pubSub: false, firestore: true);
        await OutageAsync(probe, pubSub: true, firestore: true);

        _isOver = true;
        await Task.WhenAll(shoppers);
        // What went wrong was trouble, told as such, and nothing that nobody had thought of.
        Assert.Empty(Inexplicable());
    }

    private string Inexplicable() => string.Join(
        '\n', _api.Output.Split('\n').Where(line => line.Contains(" crit: ", StringComparison.Ordinal)));

    /// <summary>Every order that was promised is shown, decided, to the one who placed it.</summary>
    public async Task AssertShownAsync()
    {
        foreach (var who in new[] { Who("prober"), Who("shopper-0"), Who("shopper-1"), Who("shopper-2") })
        {
            for (var path = "v1/orders?pageSize=100"; path is not null;)
            {
                var page = await _client.SendAsync("GET", path, null, ("X-Local-Customer", who));
                Assert.True(page.Status == 200, page.ToString());
                Assert.All(
                    page.Json.GetProperty("orders").EnumerateArray(),
                    order => Assert.NotEqual("placed", order.GetProperty("status").GetString()));
                path = page.Json.TryGetProperty("nextPageToken", out var next) ? "v1/orders?pageToken=" + next.GetString() : null;
            }
        }
        Assert.Equal(0, await _api.TerminateAsync());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _api.DisposeAsync();
        await _pubSub.DisposeAsync();
        await _firestore.DisposeAsync();
    }

    private async Task OutageAsync(OutageProbe probe, bool pubSub, bool firestore)
    {
        BreakableLink[] broken = [.. pubSub ? [_pubSub] : Array.Empty<BreakableLink>(), .. firestore ? [_firestore] : Array.Empty<BreakableLink>()];
        foreach (var link in broken)
        {
            link.Break(_breakage);
        }
        var afterwards = await probe.DuringAsync(pubSub, firestore);
        foreach (var link in broken)
        {
            link.Mend();
        }
        await afterwards();
    }

    private string Who(string role) => $"{_breakage}-{role}".ToLowerInvariant();
}
