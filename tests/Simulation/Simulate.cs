namespace Shop.Simulation;

internal static class Simulate
{
    /// <returns>The invariants that the seed breaks.</returns>
    public static IReadOnlyList<string> Run(int seed, Bug? bug = null)
    {
        var world = new World(seed, bug);
        var scenario = new Scenario(world.Scheduler.Random);
        try
        {
            world.Run(scenario.Messages);
        }
        catch (InvalidOperationException stuck)
        {
            return [stuck.Message];
        }
        return Invariants.Broken(world, scenario);
    }

    /// <summary>Everything that was said, in the order in which it was said.</summary>
    public static IReadOnlyList<string> Trace(int seed)
    {
        var world = new World(seed);
        world.Run(new Scenario(world.Scheduler.Random).Messages);
        return [.. world.Network.Published.Select(published => $"{published.Function} {published.Message}"), $"{world.Scheduler.Steps}"];
    }
}
