using Microsoft.Extensions.DependencyInjection.Extensions;
using Shop.LocalCloud.Chaos;
using Shop.LocalCloud.Eventarc;
using Shop.LocalCloud.Feed;
using Shop.LocalCloud.Hosting;
using Shop.LocalCloud.Storage.Disk;
using Shop.LocalCloud.Storage.Http;
using Shop.LocalCloud.Storage.Uploads;
using Shop.Topology;

namespace Shop.LocalCloud.Storage;

/// <summary>What the local Cloud Storage needs to know.</summary>
/// <param name="DataFolder">Everything lies below it, in <c>storage</c> and <c>eventarc</c>. One process owns
/// it.</param>
/// <param name="Topology">Its buckets are created; its storage triggers are served.</param>
/// <param name="Names">What the buckets are really called.</param>
/// <param name="BackoffScale">Multiplies the triggers' backoff: a person at a laptop does not wait ten
/// minutes. 1 is as deployed.</param>
public sealed record LocalStorageOptions(
    string DataFolder, SuiteTopology Topology, ResourceNames Names, double BackoffScale = 0.05)
{
    /// <summary>Gives numbers from 0 to 1.</summary>
    public Func<double> Jitter { get; init; } = Random.Shared.NextDouble;

    /// <summary>Faults on purpose, in the deliveries of storage events.</summary>
    public ChaosOptions Chaos { get; init; } = ChaosOptions.None;

    /// <summary>Kills the process of a function, by its name; must return at once.</summary>
    public Action<string> Kill { get; init; } = _ => { };

    // So long beyond its own timeout the function may still answer: what it did then counts.
    private static readonly TimeSpan RequestTimeoutMargin = TimeSpan.FromSeconds(5);

    internal IEnumerable<(string Bucket, string Function)> Subscriptions =>
        Triggers.Select(pair => (Names.Bucket(pair.Trigger.Bucket), pair.Function.Name));

    internal IReadOnlyList<DeliverySettings> Deliveries =>
    [
        .. Triggers.Select(pair => new DeliverySettings(
            pair.Function.Name,
            new Backoff(
                TimeSpan.FromSeconds(pair.Trigger.MinimumBackoffSeconds * BackoffScale),
                TimeSpan.FromSeconds(pair.Trigger.MaximumBackoffSeconds * BackoffScale)),
            TimeSpan.FromSeconds(pair.Function.TimeoutSeconds) + RequestTimeoutMargin,
            pair.Function.Concurrency)
        {
            Chaos = Chaos,
            Kill = () => Kill(pair.Function.Name),
        }),
    ];

    private IEnumerable<(FunctionSpec Function, StorageTrigger Trigger)> Triggers =>
        Topology.Functions.SelectMany(function =>
            function.Trigger is { } trigger
                ? [(function, trigger)] : Array.Empty<(FunctionSpec, StorageTrigger)>());
}

/// <summary>
/// Puts a local Cloud Storage into a web host:
/// <code>
/// builder.Services.AddLocalStorage(new LocalStorageOptions(dataFolder, topology, ResourceNames.Local));
/// var app = builder.Build();
/// app.UseLocalStorage();   // before the endpoints; passes on everything that is not Cloud Storage
/// app.MapGet("/", …);
/// </code>
/// It needs Kestrel, because it reads request targets as they were sent. It registers, unless they are there,
/// <see cref="TimeProvider"/>, <see cref="EventFeed"/> and <see cref="FunctionAddresses"/>; whoever starts
/// functions tells the latter, and the events that waited are delivered at once.
/// </summary>
public static class LocalStorage
{
    public static IServiceCollection AddLocalStorage(
        this IServiceCollection services, LocalStorageOptions options)
    {
        var folder = Path.Combine(options.DataFolder, "storage");
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<EventFeed>();
        services.TryAddSingleton<FunctionAddresses>();
        services.AddSingleton(_ => new EventOutbox(
            Path.Combine(options.DataFolder, "eventarc"), options.Subscriptions));
        services.AddSingleton(provider => CreateStore(
            new ObjectStore(
                folder, provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<EventOutbox>(),
                provider.GetRequiredService<EventFeed>()),
            options));
        services.AddSingleton(provider => new UploadSessions(
            folder, provider.GetRequiredService<ObjectStore>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<BucketEndpoints>();
        services.AddSingleton<ObjectEndpoints>();
        services.AddSingleton<UploadEndpoints>();
        services.AddSingleton<ResumableEndpoints>();
        services.AddSingleton<DownloadEndpoints>();
        services.AddSingleton<CopyEndpoints>();
        services.AddSingleton<StorageRouter>();
        services.AddHostedService(provider => CreateDelivery(provider, options));
        return services;
    }

    public static IApplicationBuilder UseLocalStorage(this IApplicationBuilder app) =>
        app.UseMiddleware<StorageMiddleware>();

    private static EventDelivery CreateDelivery(IServiceProvider provider, LocalStorageOptions options)
    {
        // The store settles, as it opens, which events of an earlier process are to be delivered.
        provider.GetRequiredService<ObjectStore>();
        return new EventDelivery(
            options.Deliveries, provider.GetRequiredService<EventOutbox>(),
            provider.GetRequiredService<FunctionAddresses>(), provider.GetRequiredService<EventFeed>(),
            provider.GetRequiredService<TimeProvider>(), options.Jitter);
    }

    private static ObjectStore CreateStore(ObjectStore store, LocalStorageOptions options)
    {
        foreach (var bucket in options.Topology.Buckets.Select(bucket => options.Names.Bucket(bucket.Name)))
        {
            if (store.FindBucket(bucket) is null)
            {
                store.CreateBucket(new StoredBucket(bucket, default, default, 0, "US", "STANDARD"));
            }
        }
        return store;
    }
}
