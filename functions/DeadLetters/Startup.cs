using Google.Api.Gax;
using Google.Cloud.Functions.Hosting;
using Google.Cloud.Storage.V1;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shop.Eventing;
using Shop.Eventing.Observability;
using Shop.Eventing.Receiving;

namespace Shop.DeadLetters;

/// <summary>Composition root. The client is made when the first letter needs it.</summary>
public sealed class Startup : FunctionsStartup
{
    private const string Name = "dead-letters";

    public override void ConfigureAppConfiguration(WebHostBuilderContext context, IConfigurationBuilder configuration) =>
        configuration.WatchNoFiles();

    public override void ConfigureLogging(WebHostBuilderContext context, ILoggingBuilder logging) =>
        logging.AddFunctionLogging(context, Name);

    public override void ConfigureServices(WebHostBuilderContext context, IServiceCollection services)
    {
        var settings = new Settings(context.Configuration);
        var bucket = settings.Required("DEAD_LETTERS_BUCKET", "the bucket in which dead letters are filed");
        settings.ThrowIfFaulty();
        services.AddEventHosting();
        services.AddFunctionTelemetry(settings, Name);
        services.AddSingleton<ILetterStorage>(_ => new CloudLetterStorage(
            new StorageClientBuilder { EmulatorDetection = EmulatorDetection.EmulatorOrProduction }.Build(), bucket));
    }
}
