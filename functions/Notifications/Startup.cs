using CloudNative.CloudEvents;
using Google.Cloud.Functions.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Shop.Contracts;
using Shop.Eventing;
using Shop.Eventing.Receiving;
using Shop.Notifications.Hosts;
using Shop.Notifications.Targets;
using Shop.Notifications.Webhooks;

namespace Shop.Notifications;

/// <summary>Composition root.</summary>
public sealed class Startup : FunctionsStartup
{
    private const string LaterTopicVariable = "WEBHOOK_RETRIES_TOPIC";

    public override void ConfigureAppConfiguration(WebHostBuilderContext context, IConfigurationBuilder configuration) =>
        configuration.WatchNoFiles();

    public override void ConfigureLogging(WebHostBuilderContext context, ILoggingBuilder logging) =>
        logging.AddFunctionLogging(context, Handlers.Function);

    public override void ConfigureServices(WebHostBuilderContext context, IServiceCollection services)
    {
        var settings = new Settings(context.Configuration);
        var secrets = WebhookSecrets.Read(settings);
        var targets = WebhookTargets.Read(settings);
        var laterTopic = settings.Optional(LaterTopicVariable) is null ? null : settings.Topic(LaterTopicVariable);
        services.AddEventFunction(
            settings,
            Handlers.Function,
            provider => Handlers.All(provider.GetRequiredService<TellCustomer>().TellAsync),
            [EventContracts.NotificationDelivered, EventContracts.NotificationFailed]);
        services.TryAddSingleton<IAddressResolver, SystemResolver>();
        services.AddSingleton(provider =>
        {
            var clock = provider.GetRequiredService<TimeProvider>();
            var connector = new CheckedConnector(
                targets,
                provider.GetRequiredService<IAddressResolver>(),
                CheckedConnector.ConnectBySocketAsync,
                clock);
            var gates = new HostGates(clock, new GateLimits());
            return new WebhookClient(WebhookHttp.Create(connector), targets, secrets, gates, clock);
        });
        services.AddSingleton<TellCustomer>();
        services.AddSingleton(provider => new LaterCalls(
            provider.GetRequiredService<IMessageBus>(), provider.GetRequiredService<CloudEventFormatter>(), laterTopic));
    }

    public override void Configure(WebHostBuilderContext context, IApplicationBuilder app) =>
        app.UseEventFunction();
}
