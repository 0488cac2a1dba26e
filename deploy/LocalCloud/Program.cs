using System.Runtime.InteropServices;
using Shop.LocalCloud.CommandLine;
using Shop.LocalCloud.Hosting;
using Shop.LocalCloud.Logs;
using Shop.Topology;

namespace Shop.LocalCloud;

internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        SuiteTopology topology;
        try
        {
            topology = TopologyFile.Read(Path.Combine(AppContext.BaseDirectory, "topology.json"));
        }
        catch (InvalidTopologyException invalid)
        {
            await Console.Error.WriteLineAsync(string.Join("\n  ", ["deploy/topology.json cannot be used:", .. invalid.Faults]));
            return ExitCode.Failure;
        }
        var command = new SuiteCommand([.. topology.Functions.Select(function => function.Name)]);
        command.OnRun((options, _) => RunAsync(topology, options));
        var parsed = command.Parse(arguments);
        var faults = command.Faults(parsed);
        if (faults.Count == 0)
        {
            // Signals are handled below: the library would stop waiting for a clean end after a while.
            return await parsed.InvokeAsync(new() { ProcessTerminationTimeout = null });
        }
        foreach (var fault in faults)
        {
            await Console.Error.WriteLineAsync(fault);
        }
        await Console.Error.WriteLineAsync("--help lists the options.");
        return ExitCode.Usage;
    }

    private static async Task<int> RunAsync(SuiteTopology topology, SuiteOptions options)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, StopOnce);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, StopOnce);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, StopOnce);
        var colour = SuiteLog.ColoursFit(
            Console.IsOutputRedirected,
            Environment.GetEnvironmentVariable("NO_COLOR"),
            Environment.GetEnvironmentVariable("TERM"));
        var sources = topology.Functions.Select(function => function.Name).ToList();
        var log = new SuiteLog(Console.Out, sources, colour);
        try
        {
            await new LocalSuite(topology, options, log, TimeProvider.System).RunAsync(stop.Token);
        }
        catch (SuiteFailedException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return ExitCode.Failure;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Ended while it was still starting: asked for, so no failure.
        }
        return ExitCode.Clean;

        void StopOnce(PosixSignalContext signal)
        {
            // The second signal is not held up: whoever sends it has waited long enough, and the functions
            // end with us.
            signal.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        }
    }
}
