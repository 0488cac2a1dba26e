using Shop.Topology;

namespace Shop.EndToEnd;

/// <summary>Where a function finds what it talks to.</summary>
/// <param name="Storage">Origin of Cloud Storage.</param>
/// <param name="PubSub">Host and port of Pub/Sub.</param>
/// <param name="Firestore">Host and port of Firestore.</param>
internal sealed record CloudHosts(string Storage, string PubSub, string Firestore)
{
    public static CloudHosts Of(RunningSuite suite) => new(
        suite.CloudUrl.GetLeftPart(UriPartial.Authority), suite.PubSubUrl.Authority, suite.CloudUrl.Authority);
}

/// <summary>
/// The API as a process of its own, as <c>deploy/topology.json</c> says, beside those of a suite: what a test does to it
/// no other test feels, and its log and memory are its own.
/// </summary>
internal sealed class ApiProcess : IAsyncDisposable
{
    private const string Function = "Api";

    private readonly ProgramProcess _process;

    private ApiProcess(ProgramProcess process, int port) =>
        (_process, Address) = (process, new Uri($"http://127.0.0.1:{port}/"));

    public Uri Address { get; }

    public int Id => _process.Id;

    /// <summary>Its log so far.</summary>
    public string Output => _process.Output;

    /// <param name="cloud">What it talks to.</param>
    /// <param name="more">Variables beside, or instead of, those of the topology.</param>
    public static async Task<ApiProcess> StartAsync(CloudHosts cloud, params (string Name, string Value)[] more)
    {
        var port = GoogleEmulator.FreePort();
        var topology = TopologyFile.Read(ProgramProcess.PathOf("LocalCloud", "topology.json"));
        var spec = topology.Functions.Single(function => function.Name == Function);
        var environment = new Dictionary<string, string>(FunctionVariables.Of(spec, topology, ResourceNames.Local)
            .Concat(spec.LocalEnvironment ?? new Dictionary<string, string>()))
        {
            ["PORT"] = $"{port}",
            ["STORAGE_EMULATOR_HOST"] = cloud.Storage,
            ["PUBSUB_EMULATOR_HOST"] = cloud.PubSub,
            ["FIRESTORE_EMULATOR_HOST"] = cloud.Firestore,
        };
        foreach (var (name, value) in more)
        {
            environment[name] = value;
        }
        var api = new ApiProcess(ProgramProcess.Start(Function, [], environment), port);
        await api.LineAsync(line => line.Contains("Application started", StringComparison.Ordinal));
        return api;
    }

    /// <summary>Waits for a line of its log that is not yet passed by.</summary>
    public Task<string> LineAsync(Func<string, bool> wanted) => _process.LineAsync(wanted);

    public void Signal(string signal) => ProgramProcess.Signal(Id, signal);

    /// <summary>Asks it to end, as the platform does.</summary>
    /// <returns>Its exit code.</returns>
    public Task<int> TerminateAsync() => _process.TerminateAsync();

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
