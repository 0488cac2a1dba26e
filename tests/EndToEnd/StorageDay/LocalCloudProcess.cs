using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Shop.Topology;

namespace Shop.EndToEnd.StorageDay;

/// <summary>LocalCloud as a program of its own, without any function: its storage and nothing else.</summary>
internal sealed partial class LocalCloudProcess : IAsyncDisposable
{
    private const int Terminate = 15;

    private static readonly string _program = ProgramPath();

    private readonly Process _process;
    private Task _draining = Task.CompletedTask;

    private LocalCloudProcess(Process process) => _process = process;

    public string Origin { get; private set; } = "";

    public int Port => new Uri(Origin).Port;

    /// <param name="data">Its data folder.</param>
    /// <param name="port">Of Cloud Storage; 0 takes any free one.</param>
    public static async Task<LocalCloudProcess> StartAsync(string data, int port = 0)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path
            && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            RedirectStandardOutput = true,
        };
        var topology = TopologyFile.Read(Path.Combine(Path.GetDirectoryName(_program)!, "topology.json"));
        string[] arguments =
        [
            "exec", _program, "--data", data, "--cloud-port", port.ToString(CultureInfo.InvariantCulture),
            "--tls-port", "0", "--pubsub-port", "0", "--api-port", "0",
            // Nobody listens there: the functions are other tests' business.
            .. topology.Functions.SelectMany(each => new[] { "--external", each.Name + "=http://127.0.0.1:9" }),
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        var started = new LocalCloudProcess(Process.Start(start)!);
        await started.UntilReadyAsync();
        return started;
    }

    /// <summary>As <c>kill -9</c>: it has no chance to tidy up.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _ = kill(_process.Id, Terminate);
            await _process.WaitForExitAsync().WaitAsync(ClientProcess.Bound);
        }
        await _draining;
        _process.Dispose();
    }

    private async Task UntilReadyAsync()
    {
        var output = "";
        while (!output.EndsWith("\nReady", StringComparison.Ordinal))
        {
            var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(ClientProcess.Bound);
            Assert.True(line is not null, "LocalCloud ended before it was ready:" + output);
            output += "\n" + line;
        }
        Origin = Address().Match(output).Groups[1].Value;
        // A pipe that nobody empties would hold it up.
        _draining = _process.StandardOutput.ReadToEndAsync();
    }

    // bin/EndToEnd/release/ is this test's folder, bin/LocalCloud/release/ the program's.
    private static string ProgramPath()
    {
        var mine = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        return Path.Combine(mine, "..", "..", "LocalCloud", Path.GetFileName(mine), "LocalCloud.dll");
    }

    [GeneratedRegex(@"Cloud Storage +(\S+)")]
    private static partial Regex Address();

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int process, int signal);
}
