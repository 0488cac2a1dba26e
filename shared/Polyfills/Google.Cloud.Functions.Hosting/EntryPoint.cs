using System.Reflection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Google.Cloud.Functions.Hosting;

/// <summary>Where the generated program hands over to the framework.</summary>
public static class EntryPoint
{
    public const string FunctionTargetEnvironmentVariable = "FUNCTION_TARGET";

    public const string PortEnvironmentVariable = "PORT";

    public static async Task<int> StartAsync(Assembly functionAssembly, string[] args)
    {
        // Containers set it, and Kestrel would warn at every start that the port given here overrides it.
        Environment.SetEnvironmentVariable("ASPNETCORE_URLS", null);

        // Startup classes must be known before the host is built, so the target is looked up twice: here,
        // where it may stay unknown, and in the host, whose whole configuration decides.
        var settings = new ConfigurationBuilder()
            .AddFunctionsEnvironment().AddFunctionsCommandLine(args).Build();
        var expectedTarget = FunctionTarget.TryFind(settings, functionAssembly);

        using var host = Host.CreateDefaultBuilder()
            .ConfigureWebHostDefaults(web => web
                .ConfigureAppConfiguration(c => c.AddFunctionsEnvironment().AddFunctionsCommandLine(args))
                .ConfigureLogging(
                    (context, logging) => logging.ClearProviders().AddFunctionsConsoleLogging(context))
                .ConfigureKestrelForFunctionsFramework()
                .ConfigureServices(
                    (context, services) => services.AddFunctionTarget(context, functionAssembly))
                .UseFunctionsStartups(functionAssembly, expectedTarget)
                .Configure((context, app) => FunctionPipeline.Build(context, app, validateStartups: true)))
            .Build();
        await host.RunAsync();
        return 0;
    }
}
