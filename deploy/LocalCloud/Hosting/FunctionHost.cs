using Shop.LocalCloud.CommandLine;
using Shop.LocalCloud.Issuer;
using Shop.LocalCloud.Logs;
using Shop.Topology;

namespace Shop.LocalCloud.Hosting;

/// <summary>
/// All functions of the suite: those started here, each as its own process, and those run elsewhere.
/// </summary>
internal sealed class FunctionHost(
    SuiteTopology topology,
    SuiteOptions options,
    CloudEndpoints cloud,
    FunctionStates states,
    SuiteLog log,
    TimeProvider clock) : IAsyncDisposable
{
    private const string Api = "Api";
    private const int FirstPort = 8081;

    private readonly CancellationTokenSource _stop = new();
    private readonly AnswerProbe _probe = new(clock);
    private readonly List<Task> _running = [];
    private IReadOnlyList<FunctionSupervisor> _supervisors = [];

    /// <summary>Starts everything at once and waits until each function answers.</summary>
    /// <exception cref="SuiteFailedException">
    /// A function is not built, or does not come to answer.
    /// </exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var started = topology.Functions.Where(function => options.Starts(function.Name)).ToList();
        FunctionBinaries.RequireAll(AppContext.BaseDirectory, started.Select(function => function.Name));
        _supervisors = Supervise(started);
        _running.AddRange(_supervisors.Select(supervisor => supervisor.RunAsync(_stop.Token)));
        var externals = options.External
            .Select(pair => new ExternalFunction(pair.Key, pair.Value, _probe, states, log, clock))
            .ToList();
        _running.AddRange(externals.Select(external => external.WatchAsync(_stop.Token)));

        // The first failure is told at once, not after the others have taken their time.
        await foreach (var ready in Task.WhenEach(
            [.. _supervisors.Select(each => each.Ready), .. externals.Select(each => each.Asked)])
            .WithCancellation(cancellationToken))
        {
            await ready;
        }
    }

    /// <summary>Ends a function's process at once, so that it starts again; nothing where it runs elsewhere.</summary>
    public void Kill(string function) =>
        _supervisors.FirstOrDefault(each => each.Function == function)?.Kill();

    /// <summary>Ends the functions started here, all at once, and waits until they are gone.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
        _probe.Dispose();
        _stop.Dispose();
    }

    private List<FunctionSupervisor> Supervise(List<FunctionSpec> started)
    {
        var ports = new LoopbackPorts();
        ports.Reserve(options.ApiPort);
        // Whoever lets the system choose the other ports may run several suites at once, and one must not get the ports
        // of another's functions while these start again.
        var next = options.CloudPort == 0 ? 0 : FirstPort;
        return [.. started.Select(function =>
        {
            var preferred = function.Name == Api ? TakeApiPort(ports) : next == 0 ? 0 : next++;
            var launcher = new FunctionLauncher(
                function,
                VariablesOf(function),
                FunctionBinaries.PathOf(AppContext.BaseDirectory, function.Name),
                ports,
                preferred,
                cloud,
                _probe,
                log);
            return new FunctionSupervisor(function.Name, launcher, states, log, clock);
        })];
    }

    private Dictionary<string, string> VariablesOf(FunctionSpec function)
    {
        var variables = FunctionVariables.Of(function, topology, ResourceNames.Local).ToDictionary(StringComparer.Ordinal);
        if (cloud.HasIssuer && function.Name == LocalIssuer.Verifier)
        {
            foreach (var (name, value) in LocalIssuer.Variables(cloud.StorageText))
            {
                variables[name] = value;
            }
        }
        return variables;
    }

    private int TakeApiPort(LoopbackPorts ports)
    {
        // People know this address by heart: another port in its place would be a surprise, not a service.
        if (options.ApiPort != 0 && !LoopbackPorts.IsFree(options.ApiPort))
        {
            throw PortInUse.Of("--api-port", options.ApiPort);
        }
        ports.Return(options.ApiPort);
        return options.ApiPort;
    }
}
