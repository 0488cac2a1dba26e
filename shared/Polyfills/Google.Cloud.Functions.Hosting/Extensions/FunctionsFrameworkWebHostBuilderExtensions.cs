using System.Reflection;
using Google.Cloud.Functions.Hosting;

namespace Microsoft.AspNetCore.Hosting;

public static class FunctionsFrameworkWebHostBuilderExtensions
{
    /// <summary>
    /// Listens where the settings say: the loopback address unless in a container, port 8080 unless told.
    /// </summary>
    public static IWebHostBuilder ConfigureKestrelForFunctionsFramework(this IWebHostBuilder builder) =>
        builder.ConfigureKestrel((context, kestrel) =>
        {
            var options = FunctionsFrameworkOptions.FromConfiguration(context.Configuration);
            kestrel.Listen(options.GetIPAddress(), options.Port);
        });

    /// <summary>Uses the startup classes that the assembly and the function name by attribute.</summary>
    public static IWebHostBuilder UseFunctionsStartups(
        this IWebHostBuilder webHostBuilder, Assembly assembly, Type? functionType)
    {
        foreach (var type in FunctionsStartupAttribute.GetStartupTypes(assembly, functionType))
            webHostBuilder.UseFunctionsStartup((FunctionsStartup)Activator.CreateInstance(type)!);
        return webHostBuilder;
    }

    public static IWebHostBuilder UseFunctionsStartup(
        this IWebHostBuilder webHostBuilder, FunctionsStartup startup)
    {
        FunctionPipeline.AddStartup(webHostBuilder, startup);
        return webHostBuilder;
    }
}
