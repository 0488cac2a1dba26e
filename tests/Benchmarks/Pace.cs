namespace Shop.Benchmarks;

/// <summary>Does things at a steady rate, whether or not the earlier ones have ended.</summary>
internal static class Pace
{
    /// <returns>How often a second they were begun.</returns>
    public static async Task<double> RunAsync(int count, double perSecond, Func<int, Task> start)
    {
        var clock = TimeProvider.System;
        var begin = clock.GetTimestamp();
        var running = new List<Task>();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1 / perSecond));
        while (running.Count < count)
        {
            // A tick that came late is made up for: otherwise a slow machine would be given less to do.
            var due = Math.Min(count, 1 + (int)(clock.GetElapsedTime(begin).TotalSeconds * perSecond));
            while (running.Count < due)
            {
                running.Add(start(running.Count));
            }
            await timer.WaitForNextTickAsync();
        }
        var rate = count / clock.GetElapsedTime(begin).TotalSeconds;
        await Task.WhenAll(running);
        return rate;
    }
}
