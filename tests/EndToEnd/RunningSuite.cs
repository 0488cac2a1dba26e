using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Shop.EndToEnd;

/// <summary>The whole suite, as <c>deploy/local.sh</c> starts it, on free ports and a fresh data folder.</summary>
public class RunningSuite
{
    private readonly string _data = Directory.CreateTempSubdirectory("shop-e2e-").FullName;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly string[] _options;
    private ProgramProcess? _cloud;

    /// <param name="environment">Set for the suite and its functions, on top of what is inherited.</param>
    /// <param name="options">More of the command line.</param>
    public RunningSuite(IReadOnlyDictionary<string, string>? environment = null, params string[] options) =>
        (_environment, _options) = (environment ?? new Dictionary<string, string>(), options);

    public HttpClient Http { get; } = new();

    public Uri CloudUrl { get; private set; } = null!;

    public Uri PubSubUrl { get; private set; } = null!;

    internal string Output => _cloud!.Output;

    internal int CloudProcess => _cloud!.Id;

    /// <summary>The processes of the functions that run now; only Linux tells.</summary>
    internal IReadOnlyList<int> FunctionProcesses => ProgramProcess.ChildrenOf(CloudProcess);

    public Task StartAsync() => StartAsync("0", "0");

    /// <summary>
    /// Kills the local cloud, with no chance to finish anything, and starts it again where it was: its clients find
    /// it there, and its functions end as they lose it.
    /// </summary>
    public async Task KillAndRestartAsync()
    {
        ProgramProcess.Signal(CloudProcess, "KILL");
        await _cloud!.ExitAsync();
        await _cloud.DisposeAsync();
        await StartAsync($"{CloudUrl.Port}", $"{PubSubUrl.Port}");
    }

    private async Task StartAsync(string cloudPort, string pubSubPort)
    {
        _cloud = ProgramProcess.Start(
            "LocalCloud",
            ["--cloud-port", cloudPort, "--tls-port", "0", "--pubsub-port", pubSubPort, "--api-port", "0", "--data", _data, .. _options],
            _environment);
        CloudUrl = new Uri(After(await _cloud.LineAsync(line => line.StartsWith("Cloud Storage", StringComparison.Ordinal))) + "/");
        PubSubUrl = new Uri("http://" + After(await _cloud.LineAsync(line => line.StartsWith("Pub/Sub", StringComparison.Ordinal))) + "/");
        await _cloud.LineAsync(line => line == "Ready");
    }

    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync()
    {
        Http.Dispose();
        var code = await _cloud!.TerminateAsync();
        await _cloud.DisposeAsync();
        Directory.Delete(_data, recursive: true);
        return code;
    }

    /// <summary>Where a function answers now.</summary>
    public async Task<Uri> AddressOfAsync(string function)
    {
        var functions = await Http.GetFromJsonAsync<JsonElement>(new Uri(CloudUrl, "_/functions"));
        return new Uri(functions.EnumerateArray()
            .Single(status => status.GetProperty("name").GetString() == function)
            .GetProperty("address").GetString()!);
    }

    /// <summary>Ends the processes of all functions at once, with no chance to clean up.</summary>
    /// <returns>How many there were.</returns>
    public int KillFunctions()
    {
        var functions = FunctionProcesses;
        foreach (var function in functions)
        {
            ProgramProcess.Signal(function, "KILL");
        }
        return functions.Count;
    }

    /// <summary>Uploads in one request, as curl does.</summary>
    /// <returns>The object's resource.</returns>
    public async Task<JsonElement> UploadAsync(string bucket, string name, byte[] content, string contentType)
    {
        using var body = new ByteArrayContent(content);
        body.Headers.ContentType = new(contentType);
        using var response = await Http.PostAsync(
            new Uri(CloudUrl, $"upload/storage/v1/b/{bucket}/o?uploadType=media&name={Uri.EscapeDataString(name)}"), body);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Null where there is no such object.</summary>
    public async Task<byte[]?> DownloadAsync(string bucket, string name, long? generation = null)
    {
        var pin = generation is null ? "" : $"&generation={generation}";
        using var response = await Http.GetAsync(
            new Uri(CloudUrl, $"storage/v1/b/{bucket}/o/{Uri.EscapeDataString(name)}?alt=media{pin}"));
        return response.IsSuccessStatusCode ? await response.Content.ReadAsByteArrayAsync() : null;
    }

    /// <summary>From here on, what is published to a topic can be pulled.</summary>
    public async Task<TopicWatch> WatchAsync(string topic)
    {
        var name = $"projects/local/subscriptions/watch-{Guid.CreateVersion7():n}";
        using var response = await Http.PutAsync(
            new Uri(PubSubUrl, "v1/" + name), Json($$"""{"topic":"projects/local/topics/{{topic}}"}"""));
        response.EnsureSuccessStatusCode();
        return new TopicWatch(Http, new Uri(PubSubUrl, "v1/" + name));
    }

    internal static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    private static string After(string line) => line[(line.LastIndexOf(' ') + 1)..];
}
