using System.Diagnostics;
using System.Threading.Channels;
using Shop.Contracts;
using Shop.Documents.Firestore;
using Shop.EndToEnd;

namespace Shop.Benchmarks;

/// <summary>
/// Orders through the whole local suite, from the publication to the view that says "confirmed", read as the
/// API reads it: how many a second when all come at once, then at half of that rate how long each takes, and
/// where.
/// </summary>
internal static class FlowBenchmark
{
    private const int OrdersDefault = 500;
    private const int Skus = 50;
    private const int WarmUps = 300;
    private const int RoundsOfAll = 3;

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(3);

    public static async Task RunAsync(int orders)
    {
        if (!ProcessCost.IsKnown(out var reason))
        {
            Console.WriteLine(reason);
            return;
        }
        orders = orders > 0 ? orders : OrdersDefault;
        var suite = new RunningSuite();
        await suite.StartAsync();
        try
        {
            using var store = new FirestoreDocumentStore(
                new FirestoreOptions("local") { EmulatorHost = suite.CloudUrl.Authority });
            var shop = new FlowShop(suite, store, Skus);
            await shop.StockAsync();
            await WarmUpAsync(shop);
            var perSecond = await AllAtOnceAsync(suite, shop, orders);
            await PacedAsync(suite, shop, orders, perSecond / 2);
            await shop.VerifyAsync();
            await RequireNoDeadLettersAsync(suite);
        }
        finally
        {
            await suite.EndAsync();
        }
    }

    private static async Task WarmUpAsync(FlowShop shop)
    {
        var orders = shop.Next(WarmUps);
        var begin = Stopwatch.GetTimestamp();
        await shop.PlaceAsync(orders);
        await shop.UntilConfirmedAsync(orders);
        Console.WriteLine(FormattableString.Invariant(
            $"  The first {WarmUps} orders of a fresh suite: {WarmUps / Seconds(begin):0.0} a second; ")
            + "not counted below.");
        await shop.UntilQuietAsync();
    }

    private static async Task<double> AllAtOnceAsync(RunningSuite suite, FlowShop shop, int orders)
    {
        var (rates, acknowledged, quiet) = (new List<double>(), new List<double>(), new List<double>());
        var cost = SuiteCost.Begin(suite, "publishes and looks");
        for (var round = 0; round < RoundsOfAll; round++)
        {
            var all = shop.Next(orders);
            var begin = Stopwatch.GetTimestamp();
            await shop.PlaceAsync(all);
            acknowledged.Add(Seconds(begin));
            await shop.UntilConfirmedAsync(all);
            rates.Add(orders / Seconds(begin));
            await shop.UntilQuietAsync();
            quiet.Add(Seconds(begin));
        }
        var rate = new Samples("orders a second", rates);
        Console.WriteLine(FormattableString.Invariant(
            $"  All at once, {RoundsOfAll} rounds of {orders} over {Skus} SKUs: {rate.Show()} a second,"));
        Console.WriteLine(FormattableString.Invariant(
            $"  acknowledged by Pub/Sub after {1000 * new Samples("", acknowledged).Median:0} ms, ")
            + FormattableString.Invariant(
                $"and nothing moved any more after {new Samples("", quiet).Median:0.0} s."));
        Console.WriteLine();
        cost.Print(orders * RoundsOfAll, "an order");
        return rate.Median;
    }

    private static async Task PacedAsync(RunningSuite suite, FlowShop shop, int count, double perSecond)
    {
        var orders = shop.Next(count);
        var (sent, seen) = (new DateTimeOffset[count], new Dictionary<OrderId, DateTimeOffset>());
        var acknowledged = Channel.CreateUnbounded<OrderId>();
        await using var feed = await FeedWatch.OpenAsync(suite, entry => Hear(entry, acknowledged.Writer));
        var cost = SuiteCost.Begin(suite, "publishes and looks");
        var seeing = SeeAsync(shop, acknowledged.Reader, count, seen);
        var rate = await Pace.RunAsync(count, perSecond, number =>
        {
            sent[number] = TimeProvider.System.GetUtcNow();
            return shop.PlaceAsync(orders[number]);
        });
        await seeing.WaitAsync(_patience);
        await shop.UntilQuietAsync();
        var entries = await feed.CloseAsync();

        Console.WriteLine();
        Console.WriteLine(FormattableString.Invariant(
            $"  {count} orders paced at {rate:0.0} a second, half of that:"));
        Console.WriteLine();
        FlowStages.Print(entries, [.. orders.Select((order, number) =>
            new Journey(order.OrderId.Value, sent[number], seen[order.OrderId]))]);
        Console.WriteLine();
        Deliveries.Print(entries);
        Console.WriteLine();
        cost.Print(count, "an order");
    }

    private static void Hear(FeedEntry entry, ChannelWriter<OrderId> acknowledged)
    {
        if (entry.IsDelivered && entry.EventType == EventContracts.OrderConfirmed.Type
            && entry.Delivery!.Subscription == FlowStages.ToViews)
        {
            acknowledged.TryWrite(OrderId.Parse(entry.Message!.Subject!));
        }
    }

    // What Views has acknowledged must be there for the next one who reads; and looking only then costs the
    // suite next to nothing.
    private static async Task SeeAsync(
        FlowShop shop,
        ChannelReader<OrderId> acknowledged,
        int count,
        Dictionary<OrderId, DateTimeOffset> seen)
    {
        while (seen.Count < count)
        {
            var orders = new HashSet<OrderId> { await acknowledged.ReadAsync() };
            while (acknowledged.TryRead(out var order))
            {
                orders.Add(order);
            }
            var confirmed = await shop.ConfirmedAsync([.. orders]);
            var now = TimeProvider.System.GetUtcNow();
            if (confirmed.Count < orders.Count)
            {
                throw new InvalidDataException(
                    "Views acknowledged orders that are not seen as confirmed: "
                    + string.Join(", ", orders.Except(confirmed)));
            }
            foreach (var order in confirmed)
            {
                seen.TryAdd(order, now);
            }
        }
    }

    private static async Task RequireNoDeadLettersAsync(RunningSuite suite)
    {
        var filed = await suite.Http.GetStringAsync(new Uri(suite.CloudUrl, "storage/v1/b/dead-letters/o"));
        if (filed.Contains("\"items\"", StringComparison.Ordinal))
        {
            throw new InvalidDataException("There are dead letters: " + filed);
        }
    }

    private static double Seconds(long begin) => Stopwatch.GetElapsedTime(begin).TotalSeconds;
}
