using System.Collections.Concurrent;

namespace Shop.Simulation;

public sealed class Seeds
{
    // More in a longer run: SIMULATION_SEEDS=100000 dotnet test tests/Simulation
    private static readonly int _count = int.Parse(
        Environment.GetEnvironmentVariable("SIMULATION_SEEDS") ?? "2000", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public void EverySeed_EndsWithEveryInvariantWhole()
    {
        var broken = new ConcurrentQueue<string>();
        Parallel.For(0, _count, seed =>
        {
            foreach (var invariant in Simulate.Run(seed))
            {
                broken.Enqueue($"seed {seed}: {invariant}");
            }
        });

        Assert.True(broken.IsEmpty, string.Join("\n", broken.Take(20)));
    }

    [Fact]
    public void SameSeed_IsTheSameRun() => Assert.All(
        Enumerable.Range(0, 20), seed => Assert.Equal(Simulate.Trace(seed), Simulate.Trace(seed)));
}
