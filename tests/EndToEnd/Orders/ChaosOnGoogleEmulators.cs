namespace Shop.EndToEnd.Orders;

/// <summary>Many orders over little stock while functions are killed and deliveries are doubled and fail.</summary>
public sealed class ChaosOnGoogleEmulators : IDisposable
{
    private const int Seed = 20_26;
    private const int Orders = 500;
    private const int Skus = 20;

    // After every so many messages one of the functions is killed.
    private const int MessagesPerKill = 60;

    private readonly HttpClient _http = new();

    public void Dispose() => _http.Dispose();

    [SkippableFact]
    public async Task FiveHundredOrders_EndAsTheFactsImply()
    {
        await using var suite = await GoogleSuite.StartAsync(Seed);
        var watch = await suite.WatchAsync("orders");
        var traffic = new OrderTraffic(Seed, Orders, Skus);
        var ledger = new Ledger(traffic);
        var random = new Random(Seed);

        for (var number = 0; number < traffic.Messages; number++)
        {
            while (!await traffic.PublishAsync(number, _http, suite.PubSub))
            {
                // Asked again: the publisher does not know whether it worked.
            }
            if (number == Skus - 1)
            {
                // Orders that come before any goods are all rejected, which would leave little to go wrong.
                await Settling.UntilStockedAsync(new Books(suite.Documents, traffic));
            }
            if (number % MessagesPerKill == MessagesPerKill - 1)
            {
                suite.Functions[random.Next(suite.Functions.Count)].Kill();
                foreach (var received in await watch.NowAsync())
                {
                    ledger.Hear(received);
                }
            }
        }
        await Settling.UntilAsync(watch, ledger, new Books(suite.Documents, traffic));

        Assert.Empty(ledger.Broken);
        Assert.All(suite.Functions, function => Assert.True(function.Kills > 0, "a function was never killed"));
    }
}
