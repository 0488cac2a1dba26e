using Google.Cloud.Functions.Framework;
using Google.Cloud.Functions.Hosting;
using Google.Cloud.Functions.Hosting.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

// Every function of this assembly has it, so that event functions can run in a process of their own too.
[assembly: FunctionsStartup(typeof(AssemblyStartup), Order = 5)]

namespace Google.Cloud.Functions.Hosting.Tests;

/// <summary>Leaves its name in a header of every response, in the order in which middleware runs.</summary>
public abstract class TracingStartup : FunctionsStartup
{
    public override void Configure(WebHostBuilderContext context, IApplicationBuilder app) =>
        app.Use((http, next) =>
        {
            http.Response.Headers.Append("x-startups", GetType().Name);
            return next(http);
        });
}

public sealed class AssemblyStartup : TracingStartup
{
    public override void ConfigureServices(WebHostBuilderContext context, IServiceCollection services) =>
        services.AddSingleton<Received>();
}

public sealed class AStartup : TracingStartup
{
    public override void ConfigureAppConfiguration(
        WebHostBuilderContext context, IConfigurationBuilder configuration) =>
        configuration.AddInMemoryCollection([new("greeting", "configured")]);

    public override void ConfigureServices(WebHostBuilderContext context, IServiceCollection services) =>
        services.AddScoped<Visit>().AddSingleton<Visits>();
}

public sealed class BStartup : TracingStartup
{
    public override void ConfigureLogging(WebHostBuilderContext context, ILoggingBuilder logging) =>
        logging.AddFilter(typeof(ConfiguredFunction).FullName, LogLevel.Critical);
}

public sealed class EarlyStartup : TracingStartup;

public sealed class Visits
{
    private int _started;
    private int _ended;

    public int Start() => Interlocked.Increment(ref _started);

    public void End() => Interlocked.Increment(ref _ended);

    public int Ended => Volatile.Read(ref _ended);
}

/// <summary>Lives as long as one request.</summary>
public sealed class Visit(Visits visits) : IDisposable
{
    public int Number { get; } = visits.Start();

    public void Dispose() => visits.End();
}

[FunctionsStartup(typeof(BStartup), Order = 7)]
[FunctionsStartup(typeof(AStartup), Order = 7)]
[FunctionsStartup(typeof(EarlyStartup), Order = -1)]
public sealed class ConfiguredFunction(
    IConfiguration configuration, Visit visit, ILogger<ConfiguredFunction> logger) : IHttpFunction
{
    public Task HandleAsync(HttpContext context) => context.Response.WriteAsync(
        $"{configuration["greeting"]} {visit.Number} {logger.IsEnabled(LogLevel.Error)}");
}

/// <summary>Ends up with a function that names other startup classes than those that were used.</summary>
public sealed class RetargetingStartup : FunctionsStartup
{
    public override void ConfigureAppConfiguration(
        WebHostBuilderContext context, IConfigurationBuilder configuration) =>
        configuration.AddInMemoryCollection(
            [new("FunctionsFramework:FunctionTarget", typeof(ConfiguredFunction).FullName)]);
}

[FunctionsStartup(typeof(RetargetingStartup))]
public sealed class RetargetedFunction : IHttpFunction
{
    public Task HandleAsync(HttpContext context) => Task.CompletedTask;
}
