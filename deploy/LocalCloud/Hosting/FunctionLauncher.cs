using System.Diagnostics;
using Shop.LocalCloud.Logs;
using Shop.Topology;

namespace Shop.LocalCloud.Hosting;

/// <summary>Starts one function as a process of its own on the Functions Framework.</summary>
/// <param name="function">What to start.</param>
/// <param name="variables">What the suite gives it, see <see cref="FunctionVariables"/>.</param>
/// <param name="programPath">The function's program.</param>
/// <param name="ports">Where the function's port comes from.</param>
/// <param name="preferredPort">Taken where it is free.</param>
/// <param name="cloud">What the function talks to.</param>
/// <param name="probe">How it is told that the function answers.</param>
/// <param name="log">Where its output goes.</param>
internal sealed class FunctionLauncher(
    FunctionSpec function,
    IReadOnlyDictionary<string, string> variables,
    string programPath,
    LoopbackPorts ports,
    int preferredPort,
    CloudEndpoints cloud,
    AnswerProbe probe,
    SuiteLog log) : IFunctionLauncher
{
    /// <summary>What a function may take to finish the requests that it is in.</summary>
    private static readonly TimeSpan EndWithin = TimeSpan.FromSeconds(5);

    private int _port = preferredPort;

    public IFunctionProcess Launch()
    {
        // A function keeps its port over restarts where it can, so that bookmarks and debuggers stay right.
        _port = ports.Take(_port);
        var start = new ProcessStartInfo(FunctionBinaries.Dotnet(), ["exec", programPath]);
        FunctionEnvironment.Apply(start.Environment, function, variables, _port, cloud);
        var lines = new LastLines();
        var child = ChildProcess.Start(start, EndWithin, line =>
        {
            lines.Add(line);
            log.Line(function.Name, line);
        });
        return new Running(child, _port, lines, probe, ports);
    }

    private sealed class Running(
        ChildProcess child, int port, LastLines lines, AnswerProbe probe, LoopbackPorts ports)
        : IFunctionProcess
    {
        public Uri Address { get; } = new($"http://127.0.0.1:{port}");

        public Task<int> Exited => child.Exited;

        public IReadOnlyList<string> LastLines => lines.All;

        public Task UntilAnswersAsync(CancellationToken cancellationToken) =>
            probe.UntilAnswersAsync(Address, cancellationToken);

        public void Kill() => child.Kill();

        public async ValueTask DisposeAsync()
        {
            await child.DisposeAsync();
            ports.Return(port);
        }
    }
}
