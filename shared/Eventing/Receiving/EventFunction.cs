using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Shop.Contracts;
using Shop.Documents;
using Shop.Documents.Firestore;
using Shop.Eventing.Handling;
using Shop.Eventing.Observability;

namespace Shop.Eventing.Receiving;

/// <summary>Composes a function that handles events.</summary>
public static class EventFunction
{
    // A Pub/Sub message may have 100 attributes of 256 + 1,024 bytes, which arrive as headers beside the server's own.
    // With Kestrel's defaults (100 headers, 32 KiB) a legal message would be refused before any of our code runs.
    private const int HeadersMax = 150;
    private const int HeaderBytesMax = 192 * 1024;

    /// <param name="services">Services of the function.</param>
    /// <param name="context">Its configuration is read and validated at once.</param>
    /// <param name="function">Name of the function: names its inbox and the source of what it says; never changes.</param>
    /// <param name="routes">One for each type that it handles.</param>
    /// <param name="publishes">The types that it says.</param>
    /// <exception cref="InvalidOperationException">The environment is not usable; the message lists every fault.</exception>
    public static void AddEventFunction(
        this IServiceCollection services,
        WebHostBuilderContext context,
        string function,
        IReadOnlyList<EventRoute> routes,
        IReadOnlyList<EventContract> publishes) =>
        services.AddEventFunction(new Settings(context.Configuration), function, _ => routes, publishes);

    /// <summary>For a function that has settings of its own, or whose routes need services.</summary>
    /// <param name="services">Services of the function.</param>
    /// <param name="settings">The environment; what the caller found wrong with it before is told together.</param>
    /// <param name="function">Name of the function: names its inbox and the source of what it says; never changes.</param>
    /// <param name="routes">One for each type that it handles; asked for once, with the first event.</param>
    /// <param name="publishes">The types that it says.</param>
    /// <exception cref="InvalidOperationException">The environment is not usable; the message lists every fault.</exception>
    public static void AddEventFunction(
        this IServiceCollection services,
        Settings settings,
        string function,
        Func<IServiceProvider, IReadOnlyList<EventRoute>> routes,
        IReadOnlyList<EventContract> publishes)
    {
        var options = EventFunctionOptions.Read(settings, publishes);
        settings.ThrowIfFaulty();
        services.AddEventHosting();
        services.AddFunctionTelemetry(settings, function);
        services.TryAddSingleton<IDocumentStore>(provider => new FirestoreDocumentStore(
            new FirestoreOptions(options.ProjectId), time: provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new EventPublisher(
            provider.GetRequiredService<IMessageBus>(), provider.GetRequiredService<CloudEventFormatter>(), options.Topics));
        services.AddSingleton(provider => new DeadLetters(
            provider.GetRequiredService<IMessageBus>(),
            provider.GetRequiredService<CloudEventFormatter>(),
            options.DeadLettersTopic,
            function));
        services.AddSingleton(provider => new EventReceiver(
            function,
            routes(provider),
            options.UnknownTypesSubscriptions,
            provider.GetRequiredService<IDocumentStore>(),
            PipelineLimits.Default,
            provider.GetRequiredService<EventPublisher>(),
            provider.GetRequiredService<DeadLetters>(),
            provider.GetRequiredService<CloudEventFormatter>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<EventReceiver>>()));
    }

    /// <summary>What every function that is called with events needs, whatever it does with them.</summary>
    public static void AddEventHosting(this IServiceCollection services)
    {
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.Limits.MaxRequestHeaderCount = HeadersMax;
            kestrel.Limits.MaxRequestHeadersTotalSize = HeaderBytesMax;
        });
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<CloudEventFormatter>(new JsonEventFormatter());
        services.TryAddSingleton<IMessageBus, PubSubMessageBus>();
        services.AddScoped<Delivery>();
    }

    /// <summary>Before the function: notes the subscription, and keeps what is no CloudEvent at all.</summary>
    public static void UseEventFunction(this IApplicationBuilder app) =>
        app.UseMiddleware<PassingFaults>().UseMiddleware<UndecodableRequests>();
}
