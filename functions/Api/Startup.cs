using System.Text.Json.Serialization;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using Google.Cloud.Functions.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Shop.Api.Commands;
using Shop.Api.Console;
using Shop.Api.Documentation;
using Shop.Api.Http;
using Shop.Api.Identity;
using Shop.Api.Images;
using Shop.Api.Inventory;
using Shop.Api.Orders;
using Shop.Api.Streams;
using Shop.Documents;
using Shop.Documents.Firestore;
using Shop.Eventing;
using Shop.Eventing.Observability;

namespace Shop.Api;

/// <summary>Composition root.</summary>
public sealed class Startup : FunctionsStartup
{
    public override void ConfigureAppConfiguration(WebHostBuilderContext context, IConfigurationBuilder configuration) =>
        configuration.WatchNoFiles();

    public override void ConfigureLogging(WebHostBuilderContext context, ILoggingBuilder logging)
    {
        logging.AddFunctionLogging(context, Function.Name);
        // Otherwise anybody could fill the log with errors, stacks and all, by requests that break the rules of HTTP.
        // What the API does wrong itself it says itself.
        logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Critical);
    }

    public override void ConfigureServices(WebHostBuilderContext context, IServiceCollection services)
    {
        var settings = new Settings(context.Configuration);
        var options = ApiOptions.Read(settings);
        ImageEndpoints.Add(services, settings);
        settings.ThrowIfFaulty();
        services.AddSingleton(options);
        services.AddFunctionTelemetry(settings, Function.Name, "Microsoft.AspNetCore");
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<CloudEventFormatter>(new JsonEventFormatter());
        services.TryAddSingleton<IMessageBus, PubSubMessageBus>();
        services.TryAddSingleton<IDocumentStore>(provider => Documents(options, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new EventPublisher(
            provider.GetRequiredService<IMessageBus>(), provider.GetRequiredService<CloudEventFormatter>(), options.Topics));
        services.AddSingleton<CommandPublisher>();
        services.AddSingleton<IdempotencyKeys>();
        services.AddSingleton<TokenVerifier>();
        services.AddSingleton<OrderReader>();
        services.AddSingleton<EventStreams>();
        services.AddRouting();
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
        });
        RequestLimits.Configure(services);
        RequestDeadlines.Add(services);
        CallerRates.Add(services, options);
        CrossOrigin.Add(services, options);
        OpenApiEndpoint.Add(services);
    }

    private static PromptReads Documents(ApiOptions options, TimeProvider clock) =>
        new(new FirestoreDocumentStore(new FirestoreOptions(options.ProjectId), time: clock), clock);

    /// <summary>From the outside in; what passes all of it without an answer reaches <see cref="Function"/>.</summary>
    public override void Configure(WebHostBuilderContext context, IApplicationBuilder app)
    {
        var options = app.ApplicationServices.GetRequiredService<ApiOptions>();
        if (options.Identity.Tokens is null)
        {
            app.ApplicationServices.GetRequiredService<ILogger<Startup>>().NobodyIsVerified();
        }
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<ProblemAnswers>();
        app.UseMiddleware<Methods>();
        app.UseMiddleware<RequestLimits>();
        app.UseRouting();
        CrossOrigin.Use(app, options);
        app.UseRequestTimeouts();
        app.UseMiddleware<CallerIdentification>();
        app.UseRateLimiter();
        app.UseMiddleware<CallerEnforcement>();
        app.UseMiddleware<Negotiation>();
        app.UseEndpoints(endpoints =>
        {
            HealthEndpoints.Map(endpoints);
            OrderEndpoints.Map(endpoints);
            InventoryEndpoints.Map(endpoints);
            ImageEndpoints.Map(endpoints);
            StreamEndpoints.Map(endpoints);
            OpenApiEndpoint.Map(endpoints);
            ConsoleEndpoints.Map(endpoints);
        });
    }
}
