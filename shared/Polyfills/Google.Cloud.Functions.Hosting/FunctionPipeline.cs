using Google.Cloud.Functions.Framework;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Google.Cloud.Functions.Hosting;

/// <summary>
/// What a request passes: middleware of the startup classes, two forbidden paths, the function.
/// </summary>
internal static class FunctionPipeline
{
    internal static IApplicationBuilder Build(
        WebHostBuilderContext context, IApplicationBuilder app, bool validateStartups)
    {
        var function = app.ApplicationServices.GetRequiredService<FunctionTarget>().Type;
        var startups = app.ApplicationServices.GetServices<FunctionsStartup>().ToList();
        if (validateStartups)
            Validate(startups, function);
        foreach (var startup in startups)
            startup.Configure(context, app);
        app.Map("/robots.txt", branch => branch.Run(NotFound));
        app.Map("/favicon.ico", branch => branch.Run(NotFound));
        app.Run(Execute);
        app.ApplicationServices.GetRequiredService<ILoggerFactory>()
            .CreateLogger(typeof(EntryPoint).FullName!)
            .Log(LogLevel.Information, default, function, null,
                static (type, _) => $"Serving function {type.FullName}");
        return app;
    }

    internal static void AddStartup(IWebHostBuilder builder, FunctionsStartup startup) => builder
        .ConfigureAppConfiguration(startup.ConfigureAppConfiguration)
        .ConfigureLogging(startup.ConfigureLogging)
        .ConfigureServices(startup.ConfigureServices)
        .ConfigureServices(services => services.AddSingleton(startup));

    /// <summary>
    /// A startup class may have changed the target to a function that wants other startup classes.
    /// </summary>
    private static void Validate(IEnumerable<FunctionsStartup> startups, Type function)
    {
        var wanted = FunctionsStartupAttribute.GetStartupTypes(function.Assembly, function);
        if (!startups.Select(startup => startup.GetType()).SequenceEqual(wanted))
        {
            throw new InvalidOperationException(
                $"The startup classes in use are not those that {function.FullName} and its assembly name.");
        }
    }

    private static Task NotFound(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    /// <summary>
    /// Asynchronous, so that middleware sees even a function that cannot be created as a failed task.
    /// </summary>
    private static async Task Execute(HttpContext context) =>
        await context.RequestServices.GetRequiredService<IHttpFunction>().HandleAsync(context);
}
