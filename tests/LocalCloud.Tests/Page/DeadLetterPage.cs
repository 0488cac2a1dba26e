using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Shop.LocalCloud.Feed;
using Shop.LocalCloud.Hosting;
using Shop.LocalCloud.Logs;
using Shop.LocalCloud.Page;
using Shop.LocalCloud.PubSub;
using Shop.LocalCloud.Storage;
using Shop.LocalCloud.Tests.Hosting;
using Shop.Topology;

namespace Shop.LocalCloud.Tests.Page;

/// <summary>
/// The local cloud as far as dead letters need it, on free ports, over a folder of its own.
/// </summary>
internal sealed class DeadLetterPage : IAsyncDisposable
{
    public const string Bucket = "dead-letters";

    private readonly string _folder = Directory.CreateTempSubdirectory("dead-letters-").FullName;
    private readonly WebApplication _app;
    private readonly PubSubServer _pubSub;

    private DeadLetterPage()
    {
        var topology = new SuiteTopology([new BucketSpec(Bucket)], [new TopicSpec("orders")], [], []);
        var clock = new ManualClock();
        Feed = new EventFeed(clock);
        _pubSub = new PubSubServer(
            Feed, clock, [ResourceNames.Local.Topic("orders")], Path.Combine(_folder, "pubsub"));
        var log = new SuiteLog(TextWriter.Null, [], colour: false);
        _app = CloudServer.Build(0, null, log, services => services
            .AddSingleton(topology)
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton(Feed)
            .AddSingleton(new FunctionStates(topology, new FunctionAddresses(), Feed))
            .AddSingleton(_pubSub)
            .AddDeadLetters()
            .AddLocalStorage(new LocalStorageOptions(_folder, topology, ResourceNames.Local)));
        _app.UseLocalStorage();
    }

    public EventFeed Feed { get; }

    public HttpClient Http { get; } = new();

    public static async Task<DeadLetterPage> StartAsync()
    {
        var page = new DeadLetterPage();
        await page._pubSub.StartAsync(0, CancellationToken.None);
        await page._app.StartAsync();
        page.Http.BaseAddress = new Uri(page._app.Urls.Single());
        return page;
    }

    /// <summary>What was published, oldest first.</summary>
    public IReadOnlyList<RecentMessage> Published =>
        _pubSub.RecentMessages.GetValueOrDefault(ResourceNames.Local.Topic("orders")) ?? [];

    public async Task<IReadOnlyList<string>> ObjectsAsync()
    {
        var list = await Http.GetFromJsonAsync<JsonObject>($"/storage/v1/b/{Bucket}/o");
        return [.. (list!["items"]?.AsArray() ?? []).Select(item => (string)item!["name"]!)];
    }

    /// <returns>Its generation.</returns>
    public async Task<string> FileAsync(string name, string content)
    {
        using var response = await Http.PostAsync(
            $"/upload/storage/v1/b/{Bucket}/o?uploadType=media&name={Uri.EscapeDataString(name)}",
            new StringContent(content, Encoding.UTF8, "application/json"));
        return (string)(await response.Content.ReadFromJsonAsync<JsonObject>())!["generation"]!;
    }

    public async Task<JsonObject> ListAsync() =>
        (await Http.GetFromJsonAsync<JsonObject>("/_/dead-letters"))!;

    public async Task<(HttpStatusCode Status, JsonObject Body)> ShowAsync(string name, string generation)
    {
        using var response = await Http.GetAsync("/_/dead-letters/letter?" + Query(name, generation));
        return (response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonObject>())!);
    }

    public Task<(HttpStatusCode Status, JsonObject Body)> ReplayAsync(
        string name, string generation, params (string Name, string Value)[] headers) =>
        SendReplayAsync(name, generation, [("X-Local-Cloud-Page", "replay"), .. headers]);

    public async Task<(HttpStatusCode Status, JsonObject Body)> SendReplayAsync(
        string name, string generation, params (string Name, string Value)[] headers)
    {
        using var request =
            new HttpRequestMessage(HttpMethod.Post, "/_/dead-letters/replay?" + Query(name, generation));
        foreach (var (header, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }
        using var response = await Http.SendAsync(request);
        return (response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonObject>())!);
    }

    /// <summary>As <c>functions/DeadLetters</c> writes it.</summary>
    public static string Letter(string id = "e-1", byte[]? data = null, string topic = "\"orders\"") => $$"""
        {
          "reason": "invalid-data",
          "origin": {
            "subscription": "projects/local/subscriptions/orders-to-inventory",
            "topic": {{topic}},
            "handler": "inventory"
          },
          "filedAt": "2026-01-02T03:04:05+00:00",
          "attributes": {
            "ce-id": "{{id}}",
            "ce-type": "shop.order.placed.v1",
            "content-type": "application/json",
            "dl-message": "no quantity",
            "CloudPubSubDeadLetterSourceDeliveryCount": "5",
            "googclient_schemaencoding": "JSON"
          },
          "message": "There is no quantity.",
          "messageId": "12",
          "publishTime": "2026-01-02T03:04:04.5+00:00",
          "json": {"quantity": null},
          "data": "{{Convert.ToBase64String(data ?? "{}"u8.ToArray())}}"
        }
        """;

    public static string Fault(JsonObject body) => (string)body["error"]!["message"]!;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _pubSub.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Query(string name, string generation) =>
        $"object={Uri.EscapeDataString(name)}&generation={generation}";
}
