using Shop.Documents;
using Shop.Documents.Firestore;

namespace Shop.EndToEnd.Orders;

/// <summary>
/// The same on the local cloud, which kills functions itself where it is asked to, and which is killed itself.
/// </summary>
public sealed class ChaosOnLocalCloud
{
    private const int Seed = 11_20;
    private const int Orders = 500;
    private const int Skus = 20;
    private const int CloudKills = 2;
    private const int MessagesPerLook = 40;

    [Fact]
    public async Task FiveHundredOrders_EndAsTheFactsImply()
    {
        var suite = new RunningSuite(null, "--chaos", $"seed={Seed},duplicate=0.05,error=0.02,crash=0.002,delay=20,reorder=0.02");
        await suite.StartAsync();
        try
        {
            var traffic = new OrderTraffic(Seed, Orders, Skus);
            var ledger = new Ledger(traffic);
            var watch = await suite.WatchAsync("orders");
            for (var number = 0; number < traffic.Messages; number++)
            {
                while (!await traffic.PublishAsync(number, suite.Http, suite.PubSubUrl))
                {
                    // Asked again: the publisher does not know whether it worked.
                }
                if (number % MessagesPerLook == 0)
                {
                    (await watch.NowAsync()).ToList().ForEach(ledger.Hear);
                }
                if (number % (traffic.Messages / (CloudKills + 1)) == traffic.Messages / (CloudKills + 1) - 1
                    && number < traffic.Messages - MessagesPerLook)
                {
                    await suite.KillAndRestartAsync();
                }
            }
            await Settling.UntilAsync(watch, ledger, new Books(Documents(suite), traffic));

            Assert.Empty(ledger.Broken);
            Assert.Contains("ended with exit code 137", suite.Output, StringComparison.Ordinal);
        }
        finally
        {
            await suite.EndAsync();
        }
    }

    private static FirestoreDocumentStore Documents(RunningSuite suite) =>
        new(new FirestoreOptions("local") { EmulatorHost = suite.CloudUrl.Authority });
}
