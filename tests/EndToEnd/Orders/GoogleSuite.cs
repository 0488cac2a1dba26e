using Shop.Documents;
using Shop.Documents.Firestore;
using Shop.Topology;

namespace Shop.EndToEnd.Orders;

/// <summary>
/// The functions that need no bucket, as <c>deploy/topology.json</c> says, between Google's own emulators of Pub/Sub
/// and Firestore.
/// </summary>
internal sealed class GoogleSuite : IAsyncDisposable
{
    private readonly GoogleEmulator _pubSub;
    private readonly GoogleEmulator _firestore;
    private readonly HttpClient _http = new();
    private readonly List<FaultyProxy> _proxies = [];

    private GoogleSuite(GoogleEmulator pubSub, GoogleEmulator firestore)
    {
        (_pubSub, _firestore) = (pubSub, firestore);
        PubSub = new Uri($"http://{pubSub.Host}/");
        Documents = new FirestoreDocumentStore(
            new FirestoreOptions(ResourceNames.Local.ProjectId) { EmulatorHost = firestore.Host });
    }

    public Uri PubSub { get; }

    public IDocumentStore Documents { get; }

    /// <summary>The emulators, and a Cloud Storage that nobody answers for.</summary>
    public CloudHosts Cloud => new("http://127.0.0.1:9", _pubSub.Host, _firestore.Host);

    public List<KilledFunction> Functions { get; } = [];

    /// <param name="faultSeed">Null: everything arrives once, and nothing fails.</param>
    public static async Task<GoogleSuite> StartAsync(int? faultSeed)
    {
        var pubSub = await GoogleEmulator.PubSubAsync();
        GoogleSuite suite;
        try
        {
            suite = new GoogleSuite(pubSub, await GoogleEmulator.FirestoreAsync());
        }
        catch
        {
            await pubSub.DisposeAsync();
            throw;
        }
        await suite.BuildAsync(TopologyFile.Read(ProgramProcess.PathOf("LocalCloud", "topology.json")), faultSeed);
        return suite;
    }

    /// <summary>From here on, what is published to a topic can be pulled.</summary>
    public async Task<TopicWatch> WatchAsync(string topic)
    {
        var name = "v1/" + ResourceNames.Local.Subscription("watch-" + topic);
        await PutAsync(name, $$"""{"topic":"{{ResourceNames.Local.Topic(topic)}}"}""");
        return new TopicWatch(_http, new Uri(PubSub, name));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var function in Functions)
        {
            await function.DisposeAsync();
        }
        foreach (var proxy in _proxies)
        {
            await proxy.DisposeAsync();
        }
        await _pubSub.DisposeAsync();
        await _firestore.DisposeAsync();
        _http.Dispose();
    }

    private async Task BuildAsync(SuiteTopology topology, int? faultSeed)
    {
        foreach (var topic in topology.Topics)
        {
            await PutAsync("v1/" + ResourceNames.Local.Topic(topic.Name), "{}");
        }
        foreach (var spec in topology.Functions.Where(NeedsNoBucket))
        {
            var subscriptions = topology.Subscriptions.Where(each => each.Function == spec.Name).ToList();
            if (subscriptions.Count == 0)
            {
                continue;
            }
            var function = await KilledFunction.StartAsync(spec.Name, Environment(spec, topology));
            Functions.Add(function);
            var endpoint = function.Address;
            if (faultSeed is { } seed)
            {
                _proxies.Add(await FaultyProxy.StartAsync(function, seed + _proxies.Count));
                endpoint = _proxies[^1].Address;
            }
            foreach (var subscription in subscriptions)
            {
                await SubscribeAsync(subscription, endpoint);
            }
        }
    }

    private static bool NeedsNoBucket(FunctionSpec function) => function.Trigger is null
        && !function.Environment.Values.Any(value => value.Contains("${bucket:", StringComparison.Ordinal));

    private Dictionary<string, string> Environment(FunctionSpec function, SuiteTopology topology) =>
        new(FunctionVariables.Of(function, topology, ResourceNames.Local)
            .Concat(function.LocalEnvironment ?? new Dictionary<string, string>()))
        {
            ["PUBSUB_EMULATOR_HOST"] = _pubSub.Host,
            ["FIRESTORE_EMULATOR_HOST"] = _firestore.Host,
        };

    // With the waits of a laptop: a hundredth of those in production.
    private Task SubscribeAsync(SubscriptionSpec subscription, Uri endpoint) => PutAsync(
        "v1/" + ResourceNames.Local.Subscription(subscription.Name),
        $$"""
        {
          "topic": "{{ResourceNames.Local.Topic(subscription.Topic)}}",
          "ackDeadlineSeconds": {{subscription.AckDeadlineSeconds}},
          "pushConfig": {"pushEndpoint": "{{endpoint}}", "noWrapper": {"writeMetadata": true} },
          "retryPolicy": {"minimumBackoff": "0.1s", "maximumBackoff": "1s"}
        }
        """);

    private async Task PutAsync(string resource, string json)
    {
        using var response = await _http.PutAsync(new Uri(PubSub, resource), RunningSuite.Json(json));
        response.EnsureSuccessStatusCode();
    }
}
