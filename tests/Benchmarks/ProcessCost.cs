using System.Diagnostics;
using System.Globalization;

namespace Shop.Benchmarks;

/// <summary>What a process has cost so far.</summary>
internal static class ProcessCost
{
    /// <summary>Of all its threads; Linux counts it in steps of 10 ms.</summary>
    public static TimeSpan Cpu(int process)
    {
        using var found = Process.GetProcessById(process);
        return found.TotalProcessorTime;
    }

    /// <summary>The most memory that it ever had at once.</summary>
    public static double PeakMegabytes(int process) => Megabytes(process, "VmHWM:");

    /// <summary>The memory that it has now.</summary>
    public static double Megabytes(int process) => Megabytes(process, "VmRSS:");

    public static bool IsKnown(out string reason)
    {
        reason = "  Needs /proc, which only Linux has.";
        return OperatingSystem.IsLinux();
    }

    private static double Megabytes(int process, string field)
    {
        var line = File.ReadLines($"/proc/{process}/status")
            .Single(line => line.StartsWith(field, StringComparison.Ordinal));
        var kibibytes = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2];
        return long.Parse(kibibytes, CultureInfo.InvariantCulture) * 1024 / 1e6;
    }
}
