using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Google.Cloud.Functions.Hosting;

/// <summary>What a function adds to its host. Every hook does nothing unless overridden.</summary>
public abstract class FunctionsStartup
{
    public virtual void ConfigureServices(WebHostBuilderContext context, IServiceCollection services)
    {
    }

    /// <summary>Adds middleware, which runs before the function.</summary>
    public virtual void Configure(WebHostBuilderContext context, IApplicationBuilder app)
    {
    }

    public virtual void ConfigureAppConfiguration(
        WebHostBuilderContext context, IConfigurationBuilder configuration)
    {
    }

    public virtual void ConfigureLogging(WebHostBuilderContext context, ILoggingBuilder logging)
    {
    }
}
