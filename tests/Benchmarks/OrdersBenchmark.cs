using System.Diagnostics;
using System.Globalization;

namespace Shop.Benchmarks;

/// <summary>
/// What deciding waiting events together gains: reservations a second over a store whose commits take as long as those
/// of a database do, beside one commit for each order. Everything that was measured is checked first: a stock that does
/// not add up ends the program.
/// </summary>
internal static class OrdersBenchmark
{
    private const int Turns = 5;
    private const int SkusMany = 1_000;
    private const int Few = 4;

    private static readonly TimeSpan _latency = TimeSpan.FromMilliseconds(10);

    public static async Task RunAsync()
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  Reservations a second, median (middle half) of {Turns} rounds in turns; one instance, a commit takes "
            + $"{_latency.TotalMilliseconds} ms, orders of one line"));
        foreach (var reads in new[] { TimeSpan.Zero, _latency })
        {
            await CompareAsync(1, 128, reads);
            await CompareAsync(SkusMany, 64, reads);
            await CompareAsync(SkusMany, 256, reads);
        }
    }

    private static async Task CompareAsync(int skus, int inFlight, TimeSpan reads)
    {
        Competitor[] competitors =
        [
            Competitor.Pipeline(inFlight),
            // Against itself an order can only lose the race for a hot document: more at once is not always better.
            .. new[] { 1, Few, inFlight }.SelectMany(atOnce => new[] { Competitor.Bare(atOnce), Competitor.ExactlyOnce(atOnce) }),
        ];
        var rates = competitors.Select(_ => new List<double>()).ToList();
        for (var turn = -1; turn < Turns; turn++)
        {
            foreach (var (competitor, index) in competitors.Select((each, index) => (each, index)))
            {
                var rate = await RateAsync(competitor, skus, reads);
                if (turn >= 0)
                {
                    rates[index].Add(rate);
                }
            }
        }
        Console.WriteLine();
        Print(
            (skus == 1 ? "one hot SKU" : $"{skus} SKUs") + $", {inFlight} in flight, "
                + (reads == TimeSpan.Zero ? "reads at once" : "reads as slow as commits"),
            [.. competitors.Zip(rates, (competitor, values) => new Samples(competitor.Name, values))]);
    }

    private static async Task<double> RateAsync(Competitor competitor, int skus, TimeSpan reads)
    {
        var shop = await BenchmarkShop.OpenAsync(skus, competitor.OrdersFor(skus), _latency, reads);
        var handle = competitor.Start(shop);
        GC.Collect();
        var begin = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, shop.Orders.Count),
            new ParallelOptions { MaxDegreeOfParallelism = competitor.AtOnce },
            async (number, _) => await handle(number));
        var seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        await shop.VerifyAsync(competitor.Says);
        return shop.Orders.Count / seconds;
    }

    private static void Print(string title, IReadOnlyList<Samples> measured)
    {
        var ours = measured[0];
        var table = new Table(title, "orders a second", "the pipeline / this");
        foreach (var samples in measured)
        {
            table.Add(samples.Name, samples.Show("0"), ours.Over(samples).Show("0.00"));
        }
        table.Print();
        var naive = measured.Skip(1).ToList();
        Conclude("the fastest of them", naive);
        Conclude("the fastest that is exactly once too", [.. naive.Where(each => each.Name.Contains("exactly", StringComparison.Ordinal))]);

        void Conclude(string which, List<Samples> others)
        {
            var best = others.MaxBy(samples => samples.Median)!;
            Console.WriteLine($"  => the pipeline / {which} ({best.Name}): {ours.Over(best).Show("0.00")}");
        }
    }
}
