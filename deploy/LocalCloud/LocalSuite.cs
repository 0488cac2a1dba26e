using Shop.LocalCloud.CommandLine;
using Shop.LocalCloud.Feed;
using Shop.LocalCloud.Firestore;
using Shop.LocalCloud.Hosting;
using Shop.LocalCloud.Issuer;
using Shop.LocalCloud.Logs;
using Shop.LocalCloud.Page;
using Shop.LocalCloud.PubSub;
using Shop.LocalCloud.PubSub.Push;
using Shop.LocalCloud.Storage;
using Shop.LocalCloud.Tls;
using Shop.Topology;

namespace Shop.LocalCloud;

/// <summary>
/// The whole suite on one machine: the local cloud in this process, each function in its own.
/// </summary>
internal sealed class LocalSuite(
    SuiteTopology topology, SuiteOptions options, SuiteLog log, TimeProvider clock)
{
    // Requests of the functions have ended by then; what is left are pages that follow the events.
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(2);

    /// <summary>Runs until told to stop.</summary>
    /// <exception cref="SuiteFailedException">
    /// It cannot run; everything that had been started has ended again.
    /// </exception>
    public async Task RunAsync(CancellationToken stop)
    {
        using var data = DataFolder.Open(options.DataFolder, options.Fresh);
        var feed = new EventFeed(clock);
        var addresses = new FunctionAddresses();
        var states = new FunctionStates(topology, addresses, feed);

        FunctionHost? running = null;
        void Kill(string function) => running?.Kill(function);

        await using var pubSub = new PubSubServer(
            feed,
            clock,
            topology.Topics.Select(topic => ResourceNames.Local.Topic(topic.Name)),
            Path.Combine(data.FullPath, "pubsub"),
            new PushSettings
            {
                Subscriptions = [.. topology.Subscriptions.Select(LocalSubscription.Of)],
                Addresses = addresses,
                Kill = Kill,
                Chaos = options.Chaos,
                Log = line => log.Line(SuiteLog.Cloud, line),
            });
        var tls = OpenTls(data.FullPath);
        var issuer = options.Auth ? LocalIssuer.Open(data.FullPath, clock) : null;
        using var key = issuer?.Key;
        var origin = new IssuerOrigin();
        await using var app = CloudServer.Build(options.CloudPort, tls, log, services => services
            .AddSingleton(topology)
            .AddSingleton(clock)
            .AddSingleton(feed)
            .AddSingleton(addresses)
            .AddSingleton(states)
            .AddSingleton(pubSub)
            .AddDeadLetters()
            .AddLocalStorage(new LocalStorageOptions(data.FullPath, topology, ResourceNames.Local)
            {
                Chaos = options.Chaos,
                Kill = Kill,
            })
            .AddLocalFirestore(new LocalFirestoreOptions(data.FullPath)));
        app.UseLocalFirestore();
        app.UseLocalStorage();
        if (issuer is not null)
        {
            app.MapIssuer(issuer, origin);
        }
        await Task.WhenAll(
            PortInUse.ExplainAsync(
                app.StartAsync(stop), ("--cloud-port", options.CloudPort), ("--tls-port", tls?.Number ?? 0)),
            PortInUse.ExplainAsync(
                pubSub.StartAsync(options.PubSubPort, stop), ("--pubsub-port", options.PubSubPort)));
        var cloud = CloudEndpoints.OnPorts(PortOf(app, Uri.UriSchemeHttp), pubSub.Port)
            with { GsutilSettings = tls?.SettingsPath, HasIssuer = issuer is not null };
        origin.Value = cloud.StorageText;
        try
        {
            await using var functions = new FunctionHost(
                topology, options, cloud, states, log, clock);
            running = functions;
            await functions.StartAsync(stop);
            if (tls is not null)
            {
                await tls.CompleteAsync(PortOf(app, Uri.UriSchemeHttps), ResourceNames.Local.ProjectId);
            }
            log.Text(Announcement.Of(topology, states.All, cloud));
            log.Text(Announcement.Ready);
            await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            log.Text("Ending");
        }
        finally
        {
            using var bound = new CancellationTokenSource(StopWithin);
            await app.StopAsync(bound.Token);
        }
    }

    private TlsPort? OpenTls(string folder)
    {
        if (options.TlsPort is not { } port)
        {
            TlsPort.Forget(folder);
            return null;
        }
        var tls = new TlsPort(port, folder, clock);
        tls.Prepare();
        return tls;
    }

    private static int PortOf(WebApplication app, string scheme) =>
        app.Urls.Select(url => new Uri(url)).Single(url => url.Scheme == scheme).Port;
}
