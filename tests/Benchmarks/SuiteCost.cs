using System.Diagnostics;
using System.Globalization;
using Shop.EndToEnd;

namespace Shop.Benchmarks;

/// <summary>The processes of a running suite, and what each spends from a moment on.</summary>
internal sealed class SuiteCost
{
    private readonly IReadOnlyList<(string Name, int Process, TimeSpan Before)> _processes;
    private readonly long _begin = Stopwatch.GetTimestamp();

    private SuiteCost(IReadOnlyList<(string Name, int Process, TimeSpan Before)> processes) =>
        _processes = processes;

    /// <param name="suite">Running.</param>
    /// <param name="here">What this process does in it.</param>
    public static SuiteCost Begin(RunningSuite suite, string here) => new([.. suite.FunctionProcesses
        .Select(process => (NameOf(process), process))
        .OrderBy(named => named.Item1, StringComparer.Ordinal)
        .Append(("LocalCloud", suite.CloudProcess))
        .Append(($"this benchmark, which {here}", Environment.ProcessId))
        .Select(named => (named.Item1, named.Item2, ProcessCost.Cpu(named.Item2)))]);

    /// <param name="count">Of what was done since the beginning.</param>
    /// <param name="one">One of it.</param>
    public void Print(int count, string one)
    {
        var seconds = Stopwatch.GetElapsedTime(_begin).TotalSeconds;
        var spent = _processes
            .Select(process => (ProcessCost.Cpu(process.Process) - process.Before).TotalSeconds)
            .ToList();
        var table = new Table("process", "CPU s", $"CPU ms {one}", "share", "of one processor");
        foreach (var ((name, _, _), cpu) in _processes.Zip(spent))
        {
            Add(name, cpu);
        }
        Add("all", spent.Sum());
        table.Print();

        void Add(string name, double cpu) => table.Add(
            name, Text(cpu, "0.00"), Text(1000 * cpu / count, "0.0"), Text(cpu / spent.Sum(), "0.00"),
            Text(cpu / seconds, "0.00"));
    }

    // dotnet exec …/Inventory.dll
    private static string NameOf(int process) => File.ReadAllText($"/proc/{process}/cmdline").Split('\0')
        .Where(argument => argument.EndsWith(".dll", StringComparison.Ordinal))
        .Select(argument => Path.GetFileNameWithoutExtension(argument))
        .First();

    private static string Text(double value, string format) =>
        value.ToString(format, CultureInfo.InvariantCulture);
}
