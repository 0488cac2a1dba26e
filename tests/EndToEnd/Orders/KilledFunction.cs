namespace Shop.EndToEnd.Orders;

/// <summary>A function that is started again whenever it ends, as the platform does.</summary>
internal sealed class KilledFunction : IAsyncDisposable
{
    private readonly string _name;
    private readonly Dictionary<string, string> _environment;
    private readonly int _port = GoogleEmulator.FreePort();
    private ProgramProcess _process;
    private bool _stopped;
    private Task _watching = Task.CompletedTask;

    private KilledFunction(string name, IReadOnlyDictionary<string, string> environment)
    {
        _name = name;
        _environment = new Dictionary<string, string>(environment) { ["PORT"] = $"{_port}" };
        _process = ProgramProcess.Start(_name, [], _environment);
        Started = UntilStartedAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{_port}/");

    /// <summary>Ends when the process that runs now has come to answer: the platform holds requests back until then.</summary>
    public Task Started { get; private set; }

    public int Kills { get; private set; }

    public static async Task<KilledFunction> StartAsync(string name, IReadOnlyDictionary<string, string> environment)
    {
        var function = new KilledFunction(name, environment);
        await function.Started;
        function._watching = function.WatchAsync();
        return function;
    }

    public void Kill()
    {
        Kills++;
        ProgramProcess.Signal(_process.Id, "KILL");
    }

    public async ValueTask DisposeAsync()
    {
        _stopped = true;
        await _process.DisposeAsync();
        await _watching;
    }

    private Task<string> UntilStartedAsync() =>
        _process.LineAsync(line => line.Contains("Application started", StringComparison.Ordinal));

    private async Task WatchAsync()
    {
        while (true)
        {
            await _process.EndedAsync();
            if (_stopped)
            {
                return;
            }
            await _process.DisposeAsync();
            _process = ProgramProcess.Start(_name, [], _environment);
            Started = UntilStartedAsync();
        }
    }
}
