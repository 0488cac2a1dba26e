using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shop.LocalCloud.Feed;
using Shop.LocalCloud.Hosting;
using Shop.LocalCloud.Storage;
using Shop.Topology;

namespace Shop.LocalCloud.Tests.Storage;

/// <summary>The local Cloud Storage on a free port, over a folder of its own.</summary>
public sealed class StorageServer : IAsyncDisposable
{
    public const string Function = "Watcher";

    public static readonly SuiteTopology Topology = new(
        [new BucketSpec("uploads"), new BucketSpec("quiet")],
        [],
        [],
        [
            new FunctionSpec(
                Function, "functions/Watcher", "Watcher.Function",
                new StorageTrigger("uploads", 10, 600), 60, 2, [],
                new Dictionary<string, string>()),
        ]);

    private readonly WebApplication _app;
    private bool _stopped;

    private StorageServer(WebApplication app, string folder, ManualClock clock)
    {
        (_app, Folder, Clock) = (app, folder, clock);
        Origin = app.Urls.Single();
        Client = new HttpClient { BaseAddress = new Uri(Origin), Timeout = TimeSpan.FromSeconds(60) };
    }

    public string Folder { get; }

    public string Origin { get; }

    public ManualClock Clock { get; }

    public HttpClient Client { get; }

    public EventFeed Feed => _app.Services.GetRequiredService<EventFeed>();

    public FunctionAddresses Addresses => _app.Services.GetRequiredService<FunctionAddresses>();

    public static async Task<StorageServer> StartAsync(
        string? folder = null, ManualClock? clock = null,
        Func<LocalStorageOptions, LocalStorageOptions>? change = null)
    {
        folder ??= Directory.CreateTempSubdirectory("local-storage-").FullName;
        clock ??= new ManualClock();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(clock);
        var options = new LocalStorageOptions(folder, Topology, ResourceNames.Local) { Jitter = () => 0 };
        builder.Services.AddLocalStorage(change is null ? options : change(options));
        var app = builder.Build();
        app.UseLocalStorage();
        app.Run(context => context.Response.WriteAsync("somebody else's page"));
        await app.StartAsync();
        return new StorageServer(app, folder, clock);
    }

    /// <summary>
    /// What a process finds that starts after this one was killed at this moment: the files as they lie there
    /// now, with nothing closed or tidied up.
    /// </summary>
    public async Task<StorageServer> StartAfterKillAsync()
    {
        var copy = Directory.CreateTempSubdirectory("local-storage-killed-").FullName;
        foreach (var folder in Directory.EnumerateDirectories(Folder, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory(Path.Combine(copy, Path.GetRelativePath(Folder, folder)));
        }
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(copy, Path.GetRelativePath(Folder, file)));
        }
        return await StartAsync(copy, Clock);
    }

    public async Task<StorageServer> RestartAsync()
    {
        await StopAsync();
        return await StartAsync(Folder, Clock);
    }

    public async Task<JsonObject> UploadAsync(
        string name, string content = "hello", string bucket = "uploads", string query = "",
        string contentType = "text/plain")
    {
        using var response = await PostMediaAsync(name, content, bucket, query, contentType);
        return await ReadAsync(response, HttpStatusCode.OK);
    }

    public async Task<HttpResponseMessage> PostMediaAsync(
        string name, string content = "hello", string bucket = "uploads", string query = "",
        string contentType = "text/plain") => await Client.PostAsync(
            $"/upload/storage/v1/b/{bucket}/o?uploadType=media&name={Uri.EscapeDataString(name)}{query}",
            new StringContent(content, Encoding.UTF8, contentType));

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? json = null) =>
        Client.SendAsync(new HttpRequestMessage(method, Exact(path))
        {
            Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"),
        });

    public async Task<JsonObject> SendAsync(
        HttpMethod method, string path, HttpStatusCode expected, string? json = null)
    {
        using var response = await SendAsync(method, path, json);
        return await ReadAsync(response, expected);
    }

    public Task<JsonObject> GetAsync(string path) => SendAsync(HttpMethod.Get, path, HttpStatusCode.OK);

    public async Task<string> DownloadAsync(string name, string bucket = "uploads")
    {
        using var response = await SendAsync(HttpMethod.Get, ObjectPath(name, bucket) + "?alt=media");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    public static string ObjectPath(string name, string bucket = "uploads") =>
        $"/storage/v1/b/{bucket}/o/{Uri.EscapeDataString(name)}";

    public static async Task<JsonObject> ReadAsync(HttpResponseMessage response, HttpStatusCode expected)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(expected == response.StatusCode, $"{(int)response.StatusCode}: {body}");
        return body.Length == 0 ? [] : JsonSerializer.Deserialize<JsonObject>(body)!;
    }

    public static string Reason(JsonObject error) => (string)error["error"]!["errors"]![0]!["reason"]!;

    public static string Md5(byte[] content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        hash.AppendData(content);
        return Convert.ToBase64String(hash.GetHashAndReset());
    }

    // HttpClient would remove ".." from the path, also where it is written %2E%2E.
    private Uri Exact(string path) => new(
        Origin + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task StopAsync()
    {
        if (!_stopped)
        {
            _stopped = true;
            Client.Dispose();
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
    }
}

/// <summary>A fresh server for each test.</summary>
public abstract class StorageTest : IAsyncLifetime
{
    protected StorageServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await StorageServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
