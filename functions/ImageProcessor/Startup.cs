using CloudNative.CloudEvents;
using Google.Api.Gax;
using Google.Cloud.Functions.Hosting;
using Google.Cloud.PubSub.V1;
using Google.Cloud.Storage.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shop.Contracts;
using Shop.Eventing;
using Shop.Eventing.Observability;
using Shop.Eventing.Receiving;
using Shop.ImageProcessor.Storage;

namespace Shop.ImageProcessor;

/// <summary>Composition root. Clients are made when the first event needs them, options are read at once.</summary>
public sealed class Startup : FunctionsStartup
{
    internal const string FunctionName = "image-processor";

    public override void ConfigureAppConfiguration(WebHostBuilderContext context, IConfigurationBuilder configuration) =>
        configuration.WatchNoFiles();

    public override void ConfigureLogging(WebHostBuilderContext context, ILoggingBuilder logging) =>
        logging.AddFunctionLogging(context, FunctionName);

    public override void ConfigureServices(WebHostBuilderContext context, IServiceCollection services)
    {
        var options = ProcessorOptions.Read(context.Configuration);
        services.AddSingleton(options);
        services.AddEventHosting();
        services.AddFunctionTelemetry(new Settings(context.Configuration), FunctionName);
        services.AddSingleton(provider => new EventPublisher(
            provider.GetRequiredService<IMessageBus>(),
            provider.GetRequiredService<CloudEventFormatter>(),
            new Dictionary<string, TopicName>
            {
                [EventContracts.ImageProcessed.Type] = options.ImagesTopic,
                [EventContracts.ImageFailed.Type] = options.ImagesTopic,
            }));
        services.AddSingleton(provider => new DeadLetters(
            provider.GetRequiredService<IMessageBus>(),
            provider.GetRequiredService<CloudEventFormatter>(),
            options.DeadLettersTopic,
            FunctionName));
        services.AddSingleton<IObjectStorage>(_ => new CloudObjectStorage(
            new StorageClientBuilder { EmulatorDetection = EmulatorDetection.EmulatorOrProduction }.Build()));
        services.AddSingleton<VariantWriter>();
        services.AddSingleton<ImageHandler>();
    }

    public override void Configure(WebHostBuilderContext context, IApplicationBuilder app) => app.UseEventFunction();
}
