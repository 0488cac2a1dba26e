using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Shop.Tests.PubSubClient;

/// <summary>Google's own Pub/Sub emulator, where gcloud and its component are installed.</summary>
internal sealed class GoogleEmulator : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _data;

    private GoogleEmulator(Process process, string data, string host)
    {
        _process = process;
        _data = data;
        Host = host;
    }

    public string Host { get; }

    /// <summary>Skips the test, with the reason, where the emulator cannot be started.</summary>
    public static async Task<GoogleEmulator> StartAsync()
    {
        var gcloud = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "gcloud")).FirstOrDefault(File.Exists);
        Skip.If(gcloud is null, "gcloud is not installed.");
        var data = Directory.CreateTempSubdirectory("pubsub-emulator-").FullName;
        var host = $"127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo(gcloud)
        {
            ArgumentList =
            {
                "beta", "emulators", "pubsub", "start", $"--host-port={host}", $"--data-dir={data}",
            },
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            Environment = { ["CLOUDSDK_CORE_DISABLE_PROMPTS"] = "1", ["CLOUDSDK_CONFIG"] = data },
        };
        var emulator = new GoogleEmulator(Process.Start(start)!, data, host);
        emulator._process.StandardInput.Close();
        var refusal = await emulator.ReadyAsync();
        if (refusal is not null)
        {
            await emulator.DisposeAsync();
            Skip.If(true, "Google's Pub/Sub emulator did not start: " + refusal);
        }
        return emulator;
    }

    public async ValueTask DisposeAsync()
    {
        // gcloud starts a shell that starts Java; ending gcloud alone would leave the other two behind.
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    /// <returns>Null when it listens, otherwise what it said before it ended.</returns>
    private async Task<string?> ReadyAsync()
    {
        var said = new List<string>();
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (line.Contains("Server started, listening on", StringComparison.Ordinal))
            {
                // Nobody reads on; an emulator that blocks on a full pipe would stop answering.
                _process.ErrorDataReceived += (_, _) => { };
                _process.OutputDataReceived += (_, _) => { };
                _process.BeginOutputReadLine();
                _ = _process.StandardError.BaseStream.CopyToAsync(Stream.Null);
                return null;
            }
        }
        return string.Join(' ', said);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
