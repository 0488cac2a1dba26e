using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Google.Cloud.Functions.Hosting.Tests;

/// <summary>
/// This assembly as a program of its own, started by the generated entry point with the environment and the
/// arguments of a test.
/// </summary>
internal sealed partial class FunctionProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private static readonly string[] s_contract =
    [
        "FUNCTION_TARGET", "PORT", "K_SERVICE", "DOTNET_RUNNING_IN_CONTAINER", "ASPNETCORE_URLS",
        "ASPNETCORE_HTTP_PORTS", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT",
    ];

    private readonly Process _process;
    private readonly CancellationTokenSource _timeout = new(s_patience);

    private FunctionProcess(string arguments, Dictionary<string, string> environment)
    {
        string assembly = Assembly.GetExecutingAssembly().Location;
        var start = new ProcessStartInfo("dotnet", $"exec \"{assembly}\" {arguments}")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in s_contract)
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
    }

    internal List<string> Lines { get; } = [];

    internal string Address { get; private set; } = "";

    /// <summary>Starts and waits for the line that names the address.</summary>
    internal static async Task<FunctionProcess> ListenAsync(
        string arguments, Dictionary<string, string>? environment = null)
    {
        var process = new FunctionProcess(arguments, environment ?? []);
        try
        {
            string line = await process.ReadUntilAsync(text => Listening().IsMatch(text));
            process.Address = Listening().Match(line).Groups["address"].Value;
            return process;
        }
        catch
        {
            // Nobody else knows the process yet, and it would outlive the tests.
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Starts, waits for the end, and gives the exit code and what was written on standard error.
    /// </summary>
    internal static async Task<(int ExitCode, string Error)> FailAsync(
        string arguments, Dictionary<string, string>? environment = null)
    {
        await using var process = new FunctionProcess(arguments, environment ?? []);
        var output = process._process.StandardOutput.ReadToEndAsync(process._timeout.Token);
        string error = await process._process.StandardError.ReadToEndAsync(process._timeout.Token);
        await output;
        await process._process.WaitForExitAsync(process._timeout.Token);
        return (process._process.ExitCode, error);
    }

    internal async Task<string> ReadUntilAsync(Func<string, bool> wanted)
    {
        while (await _process.StandardOutput.ReadLineAsync(_timeout.Token) is { } line)
        {
            Lines.Add(line);
            if (wanted(line))
                return line;
        }
        string error = await _process.StandardError.ReadToEndAsync(_timeout.Token);
        throw new InvalidOperationException($"The program ended early: {error}");
    }

    /// <summary>Asks over the loopback address, on which 0.0.0.0 listens too.</summary>
    internal async Task<string> GetAsync(string path)
    {
        using var client = new HttpClient();
        var address = new UriBuilder(Address) { Host = "127.0.0.1", Path = path };
        return await client.GetStringAsync(address.Uri, _timeout.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
        _timeout.Dispose();
    }

    [GeneratedRegex("Now listening on: (?<address>http://[0-9.:]+)")]
    private static partial Regex Listening();
}
