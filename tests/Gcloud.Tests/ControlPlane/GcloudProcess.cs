using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Shop.Gcloud.Tests.ControlPlane;

/// <summary>What a process said, and how it ended.</summary>
internal sealed record ProcessOutcome(int ExitCode, string Output, string Errors)
{
    public JsonNode Json => JsonNode.Parse(Output)!;

    /// <summary>Fails the test with what the process said, unless it went well.</summary>
    public ProcessOutcome Succeeded()
    {
        Assert.True(ExitCode == 0, $"Exit code {ExitCode}.\n{Output}\n{Errors}");
        return this;
    }
}

/// <summary>The real gcloud of this machine, pointed at the stub; with settings of its own and nobody's credentials.</summary>
internal sealed class GcloudProcess : IDisposable
{
    public const string Token = "stub-token";

    // Far beyond what any command here takes: it only turns a hang into a failure that says where.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(20);

    // Of a script, its beginning tells which it is.
    private const int ToldMax = 200;

    private static readonly string[] _apis =
    [
        "artifactregistry", "cloudbuild", "cloudfunctions", "cloudresourcemanager", "eventarc", "firestore", "iam",
        "monitoring", "pubsub", "run", "secretmanager", "serviceusage", "storage",
    ];

    private readonly string _gcloud;

    /// <summary>Skips the test aloud where gcloud is not installed.</summary>
    public GcloudProcess(StubCloud cloud)
    {
        var gcloud = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "gcloud")).FirstOrDefault(File.Exists);
        Skip.If(gcloud is null, "gcloud is not installed.");
        _gcloud = gcloud;
        Folder = Directory.CreateTempSubdirectory("gcloud-").FullName;
        var token = Path.Combine(Folder, "token");
        File.WriteAllText(token, Token);
        Variables = new(StringComparer.Ordinal)
        {
            ["CLOUDSDK_CONFIG"] = Path.Combine(Folder, "config"),
            ["CLOUDSDK_CORE_PROJECT"] = cloud.State.Project,
            ["CLOUDSDK_CORE_DISABLE_PROMPTS"] = "1",
            ["CLOUDSDK_CORE_DISABLE_USAGE_REPORTING"] = "1",
            ["CLOUDSDK_COMPONENT_MANAGER_DISABLE_UPDATE_CHECK"] = "1",
            ["CLOUDSDK_AUTH_ACCESS_TOKEN_FILE"] = token,
            ["CLOUDSDK_PROXY_TYPE"] = "http",
            ["CLOUDSDK_PROXY_ADDRESS"] = cloud.Address.Host,
            ["CLOUDSDK_PROXY_PORT"] = $"{cloud.Address.Port}",
        };
        // Plain http, since a proxy sees nothing of https. The host stays: gcloud puts regions before some.
        foreach (var api in _apis)
            Variables["CLOUDSDK_API_ENDPOINT_OVERRIDES_" + api.ToUpperInvariant()] = $"http://{api}.googleapis.com/";
    }

    /// <summary>A folder for files of the test, gone with this.</summary>
    public string Folder { get; }

    /// <summary>The environment that points gcloud at the stub; a test may change it.</summary>
    public Dictionary<string, string> Variables { get; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Runs <c>gcloud</c> with these arguments.</summary>
    public Task<ProcessOutcome> RunAsync(params string[] arguments) => RunAsync(_gcloud, arguments);

    /// <summary>Runs a script in bash, which finds gcloud as it would on anybody's machine.</summary>
    public Task<ProcessOutcome> BashAsync(string script) => RunAsync("bash", ["-c", script]);

    private async Task<ProcessOutcome> RunAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        };
        foreach (var (name, value) in Variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(_patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new ProcessOutcome(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            var told = string.Join(' ', arguments);
            throw new TimeoutException($"{program} {told[..Math.Min(told.Length, ToldMax)]} did not end.");
        }
    }
}
