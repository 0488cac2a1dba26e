using Google.Cloud.Functions.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shop.Contracts;
using Shop.Eventing;
using Shop.Eventing.Receiving;

namespace Shop.Orders;

/// <summary>Composition root.</summary>
public sealed class Startup : FunctionsStartup
{
    public override void ConfigureAppConfiguration(WebHostBuilderContext context, IConfigurationBuilder configuration) =>
        configuration.WatchNoFiles();

    public override void ConfigureLogging(WebHostBuilderContext context, ILoggingBuilder logging) =>
        logging.AddFunctionLogging(context, Handlers.Function);

    public override void ConfigureServices(WebHostBuilderContext context, IServiceCollection services) =>
        services.AddEventFunction(context, Handlers.Function, Handlers.All,
            [EventContracts.OrderConfirmed, EventContracts.OrderRejected, EventContracts.OrderCancelled]);

    public override void Configure(WebHostBuilderContext context, IApplicationBuilder app) => app.UseEventFunction();
}
