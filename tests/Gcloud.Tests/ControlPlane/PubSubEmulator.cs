using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Shop.Gcloud.Tests.ControlPlane;

/// <summary>Google's own Pub/Sub emulator, where gcloud's component and Java are installed.</summary>
internal sealed class PubSubEmulator : IAsyncDisposable
{
    private readonly Process _process;

    private PubSubEmulator(Process process, string host) => (_process, Host) = (process, host);

    public string Host { get; }

    /// <summary>Skips the test, with the reason, where it does not start.</summary>
    public static async Task<PubSubEmulator> StartAsync(GcloudProcess gcloud)
    {
        var host = $"127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo("gcloud", ["beta", "emulators", "pubsub", "start", "--host-port=" + host])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = gcloud.Folder,
        };
        foreach (var (name, value) in gcloud.Variables)
            start.Environment[name] = value;
        var emulator = new PubSubEmulator(Process.Start(start)!, host);
        var said = new List<string>();
        while (await emulator._process.StandardError.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (!line.Contains("Server started, listening on", StringComparison.Ordinal))
                continue;
            // An emulator that blocks on a full pipe would stop answering.
            _ = emulator._process.StandardError.BaseStream.CopyToAsync(Stream.Null);
            _ = emulator._process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            return emulator;
        }
        await emulator.DisposeAsync();
        Skip.If(true, "The Pub/Sub emulator did not start: " + string.Join(' ', said));
        throw new UnreachableException();
    }

    public async ValueTask DisposeAsync()
    {
        // gcloud starts a shell that starts Java; ending gcloud alone would leave the other two behind.
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
