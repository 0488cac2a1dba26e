using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Shop.Documents.Firestore;

namespace Shop.Documents.Tests.Firestore;

/// <summary>
/// Google's own Firestore emulator, started once for all tests that need it, where gcloud has it.
/// </summary>
public sealed class FirestoreEmulator : IAsyncLifetime
{
    public const string Collection = "Google's Firestore emulator";

    private Process? _process;
    private string? _settings;
    private string? _missing;
    private string _host = "";
    private int _projects;

    public async Task InitializeAsync()
    {
        var gcloud = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "gcloud")).FirstOrDefault(File.Exists);
        if (gcloud is null)
        {
            _missing = "gcloud is not installed.";
            return;
        }
        _settings = Directory.CreateTempSubdirectory("firestore-emulator-").FullName;
        _host = $"127.0.0.1:{FreePort()}";
        _process = Process.Start(new ProcessStartInfo(gcloud)
        {
            ArgumentList = { "emulators", "firestore", "start", $"--host-port={_host}" },
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            Environment = { ["CLOUDSDK_CORE_DISABLE_PROMPTS"] = "1", ["CLOUDSDK_CONFIG"] = _settings },
        })!;
        _process.StandardInput.Close();
        if (await RefusalAsync(_process) is { } refusal)
        {
            _missing = "Google's Firestore emulator did not start: " + refusal;
        }
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            // gcloud starts a shell that starts Java; ending gcloud alone would leave the other two behind.
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
            Directory.Delete(_settings!, recursive: true);
        }
    }

    /// <summary>
    /// A store on an empty database; skips the test, with the reason, where there is no emulator.
    /// </summary>
    internal FirestoreDocumentStore NewStore()
    {
        var host = HostOrSkip();
        var project = $"project-{Interlocked.Increment(ref _projects)}";
        return new FirestoreDocumentStore(new FirestoreOptions(project) { EmulatorHost = host });
    }

    /// <summary>Where it answers; skips the test, with the reason, where there is none.</summary>
    internal string HostOrSkip()
    {
        Skip.If(_missing is not null, _missing);
        return _host;
    }

    /// <returns>Null when it listens, otherwise what it said before it ended.</returns>
    private static async Task<string?> RefusalAsync(Process process)
    {
        var said = new List<string>();
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (line.Contains("Dev App Server is now running", StringComparison.Ordinal))
            {
                // An emulator that blocks on a full pipe would stop answering.
                _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
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

[CollectionDefinition(FirestoreEmulator.Collection)]
public sealed class FirestoreEmulatorTests : ICollectionFixture<FirestoreEmulator>;
