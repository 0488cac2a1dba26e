using Google.Cloud.PubSub.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Shop.LocalCloud.Feed;
using Shop.LocalCloud.PubSub.Push;

namespace Shop.LocalCloud.PubSub;

/// <summary>
/// The local Pub/Sub: topics, publishing, pull and push subscriptions, by REST and by gRPC on one port, as
/// Google's emulator offers them. Topics, subscriptions and unacknowledged messages survive the process in
/// the data folder; a publish is acknowledged when it is on the disk.
/// </summary>
/// <example>
/// <code>
/// var topics = topology.Topics.Select(topic => ResourceNames.Local.Topic(topic.Name));
/// var folder = Path.Combine(data, "pubsub");
/// var push = new PushSettings { Subscriptions = declared, Addresses = addresses, Kill = supervisor.Kill };
/// await using var pubsub = new PubSubServer(feed, TimeProvider.System, topics, folder, push);
/// await pubsub.StartAsync(8085, cancellationToken);
/// // Functions get PUBSUB_EMULATOR_HOST = pubsub.Host; gcloud gets
/// // CLOUDSDK_API_ENDPOINT_OVERRIDES_PUBSUB = http://{pubsub.Host}/
/// </code>
/// </example>
/// <param name="feed">
/// Gets an entry for each message that is published, and for each delivery by push.
/// </param>
/// <param name="clock">Publish times, ack deadlines, waits and retention.</param>
/// <param name="topics">There from the start; full names such as <c>projects/local/topics/orders</c>.</param>
/// <param name="dataFolder">Of this server alone; it is created.</param>
/// <param name="push">Declared subscriptions, and where functions answer; null for neither.</param>
public sealed class PubSubServer(
    EventFeed feed, TimeProvider clock, IEnumerable<string> topics, string dataFolder,
    PushSettings? push = null) : IAsyncDisposable
{
    // A message of 10 MB grows by a third in the base64 of JSON; what is too much is refused with Pub/Sub's
    // words.
    private const long BodyBytesMax = 4 * Rules.RequestBytesMax;

    private readonly PushSettings _push = push ?? new PushSettings();
    private Broker? _broker;
    private PushPumps? _pumps;
    private WebApplication? _app;

    /// <summary>Where it listens on loopback, once it has started.</summary>
    public int Port { get; private set; }

    /// <summary>What <c>PUBSUB_EMULATOR_HOST</c> is to be.</summary>
    public string Host => $"127.0.0.1:{Port}";

    /// <summary>The last messages of each topic by full name, newest last; since the start only.</summary>
    public IReadOnlyDictionary<string, RecentMessage[]> RecentMessages => Running.Recent();

    /// <summary>Publishes without the detour over the network; completes when it is on the disk.</summary>
    /// <exception cref="RpcException">What Pub/Sub answers instead.</exception>
    internal Task<PublishResponse> PublishAsync(PublishRequest request) => Running.PublishAsync(request);

    /// <exception cref="RpcException">There is none.</exception>
    internal Topic GetTopic(string name) => Running.GetTopic(name);

    private Broker Running =>
        _broker ?? throw new InvalidOperationException("The server has not been started.");

    /// <param name="port">0 for a free one.</param>
    /// <param name="cancellationToken">Of the start.</param>
    /// <exception cref="IOException">The port is taken, or another server works in the folder.</exception>
    public async Task StartAsync(int port, CancellationToken cancellationToken)
    {
        _broker = new Broker(feed, clock, dataFolder, _push.Log);
        foreach (var topic in topics)
        {
            _broker.EnsureTopic(topic);
        }
        _broker.Declare(_push.Subscriptions);
        _pumps = new PushPumps(_broker, _push, feed, clock);
        _app = Build(_broker, port);
        await _app.StartAsync(cancellationToken);
        Port = port != 0 ? port : PortOf(_app);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
        if (_pumps is not null)
        {
            await _pumps.DisposeAsync();
        }
        _broker?.Dispose();
    }

    private static WebApplication Build(Broker broker, int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, OwnerLifetime>();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = BodyBytesMax;
            OnePort.Listen(kestrel, port);
        });
        var app = builder.Build();
        app.UseRouting();
        foreach (var operation in Operation.AllOf(broker))
        {
            RestEndpoint.Map(app, operation);
            GrpcEndpoint.Map(app, operation);
        }
        app.MapFallback(context => GrpcEndpoint.IsGrpc(context.Request)
            ? GrpcEndpoint.RefuseAsync(context)
            : RestEndpoint.RefuseAsync(context));
        return app;
    }

    // The endpoints are bound, and listed, in the order in which OnePort has named them.
    private static int PortOf(WebApplication app)
    {
        var features = app.Services.GetRequiredService<IServer>().Features;
        return new Uri(features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Last()).Port;
    }
}
