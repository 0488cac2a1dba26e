using System.Globalization;

namespace Shop.EndToEnd.Hostile;

/// <summary>Memory of a process after everything that it does not need was let go.</summary>
/// <param name="HeldBytes">What its objects take.</param>
/// <param name="ResidentBytes">What all of it takes, code and native memory included.</param>
internal sealed record Memory(long HeldBytes, long ResidentBytes)
{
    /// <summary>Put this into the environment of a process to be able to look at its memory.</summary>
    public static (string Name, string Value) Variable { get; } = ("DOTNET_STARTUP_HOOKS", typeof(StartupHook).Assembly.Location);

    // Pools give memory back some ten seconds after it was used last, and connections whose clients have gone end by
    // and by: ten megabytes come and go with them.
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(6);
    private const long NoiseBytes = 300_000;
    private const int LooksMax = 20;

    /// <summary>Looks again until it falls no further from one look to the next but one: what is let go by then is no leak.</summary>
    public static async Task<Memory> SettledAsync(ApiProcess api)
    {
        var least = await LookAsync(api);
        var steady = 0;
        for (var looks = 1; steady < 2 && looks < LooksMax; looks++)
        {
            await Task.Delay(_pause);
            var memory = await LookAsync(api);
            steady = memory.HeldBytes < least.HeldBytes - NoiseBytes ? 0 : steady + 1;
            least = memory.HeldBytes < least.HeldBytes ? memory : least;
        }
        return least;
    }

    public static async Task<Memory> LookAsync(ApiProcess api)
    {
        api.Signal("WINCH");
        var line = await api.LineAsync(line => line.StartsWith(StartupHook.Word, StringComparison.Ordinal));
        return new Memory(
            long.Parse(line.AsSpan(StartupHook.Word.Length), CultureInfo.InvariantCulture), Resident(api.Id));
    }

    private static long Resident(int process)
    {
        const string name = "VmRSS:";
        var line = File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith(name, StringComparison.Ordinal));
        return 1024 * long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
    }
}
