namespace Shop.Benchmarks;

/// <summary>Measures what competes in turns, in one process.</summary>
internal static class Rounds
{
    // The just-in-time compiler has replaced its first, quick code by then.
    private const int WarmUps = 5;

    /// <returns>Processor time of all threads of this process in milliseconds, in the order of the competitors.</returns>
    public static IReadOnlyList<Samples> Measure(int rounds, IReadOnlyList<(string Name, Action Run)> competitors)
    {
        var values = competitors.Select(_ => new List<double>()).ToList();
        for (var round = -WarmUps; round < rounds; round++)
        {
            for (var turn = 0; turn < competitors.Count; turn++)
            {
                // Another one begins each round: whoever follows the hungriest finds the coldest caches.
                var index = (turn + round + WarmUps) % competitors.Count;
                var milliseconds = Measure(competitors[index].Run);
                if (round >= 0)
                {
                    values[index].Add(milliseconds);
                }
            }
        }
        return [.. competitors.Select((competitor, index) => new Samples(competitor.Name, values[index]))];
    }

    private static double Measure(Action run)
    {
        // The garbage of the one before is not this one's cost; its own is.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = Environment.CpuUsage.TotalTime;
        run();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }
}
