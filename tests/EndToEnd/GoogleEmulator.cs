using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Shop.EndToEnd;

/// <summary>One of Google's own emulators, where gcloud and its component are installed.</summary>
internal sealed class GoogleEmulator : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _settings;

    private GoogleEmulator(Process process, string settings, string host) =>
        (_process, _settings, Host) = (process, settings, host);

    public string Host { get; }

    public static Task<GoogleEmulator> PubSubAsync() =>
        StartAsync("Server started, listening on", "beta", "emulators", "pubsub", "start");

    public static Task<GoogleEmulator> FirestoreAsync() =>
        StartAsync("Dev App Server is now running", "emulators", "firestore", "start");

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        // gcloud starts a shell that starts Java; ending gcloud alone would leave the other two behind.
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_settings, recursive: true);
    }

    // Skips the test, with the reason, where the emulator cannot be started.
    private static async Task<GoogleEmulator> StartAsync(string ready, params string[] command)
    {
        var gcloud = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "gcloud")).FirstOrDefault(File.Exists);
        Skip.If(gcloud is null, "gcloud is not installed.");
        var settings = Directory.CreateTempSubdirectory("emulator-").FullName;
        var host = $"127.0.0.1:{FreePort()}";
        var process = Process.Start(new ProcessStartInfo(gcloud, [.. command, $"--host-port={host}"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            Environment = { ["CLOUDSDK_CORE_DISABLE_PROMPTS"] = "1", ["CLOUDSDK_CONFIG"] = settings },
        })!;
        process.StandardInput.Close();
        var emulator = new GoogleEmulator(process, settings, host);
        var said = new List<string>();
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (line.Contains(ready, StringComparison.Ordinal))
            {
                // An emulator that blocks on a full pipe would stop answering.
                _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return emulator;
            }
        }
        await emulator.DisposeAsync();
        Skip.If(true, "The emulator did not start: " + string.Join(' ', said));
        throw new UnreachableException();
    }
}
