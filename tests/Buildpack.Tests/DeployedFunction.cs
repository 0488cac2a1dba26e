using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Shop.Topology;

namespace Shop.Buildpack.Tests;

/// <summary>
/// A published function as Cloud Run starts it, with the variables that it gets there and no others: not one of the
/// shell that runs the tests.
/// </summary>
internal sealed class DeployedFunction : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);

    // What starting a process takes on this machine; an image has the same, of its own.
    private static readonly string[] _ofTheMachine = ["PATH", "HOME", "DOTNET_ROOT"];

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource _listens = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private DeployedFunction(ProcessStartInfo start, int port)
    {
        Address = new Uri($"http://127.0.0.1:{port}/");
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Exited += (_, _) => _listens.TrySetException(new InvalidOperationException("It ended.\n" + Output));
    }

    public Uri Address { get; }

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <param name="function">One of the topology's functions.</param>
    /// <param name="folder">Where it was published to.</param>
    /// <param name="variables">What the deployment gives it.</param>
    public static async Task<DeployedFunction> StartAsync(
        FunctionSpec function, string folder, IReadOnlyDictionary<string, string> variables)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet", [function.Name + ".dll"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Except(_ofTheMachine).ToList())
        {
            start.Environment.Remove(name);
        }
        // The image also says DOTNET_RUNNING_IN_CONTAINER, by which it would listen to the whole network here.
        start.Environment["PORT"] = $"{port}";
        start.Environment["FUNCTION_TARGET"] = function.EntryPoint;
        start.Environment["K_SERVICE"] = ResourceNames.Function(function.Name);
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }
        var running = new DeployedFunction(start, port);
        running._process.Start();
        running._process.BeginOutputReadLine();
        running._process.BeginErrorReadLine();
        await running._listens.Task.WaitAsync(_patience);
        return running;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
        if (line?.Contains("Application started", StringComparison.Ordinal) == true)
        {
            _listens.TrySetResult();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
