using Google.Cloud.Functions.Hosting;
using Google.Cloud.Functions.Hosting.Logging;
using Microsoft.AspNetCore.Hosting;

namespace Microsoft.Extensions.Logging;

public static class FunctionsFrameworkLoggingExtensions
{
    /// <summary>
    /// Logs to the console: as JSON for Cloud Logging where the settings say so, else as plain lines.
    /// </summary>
    public static ILoggingBuilder AddFunctionsConsoleLogging(
        this ILoggingBuilder builder, WebHostBuilderContext context)
    {
        bool json = FunctionsFrameworkOptions.FromConfiguration(context.Configuration).JsonLogging;
        return builder.AddProvider(new ConsoleLoggerProvider((category, scopes) => json
            ? new JsonConsoleLogger(category, scopes, System.Console.Out)
            : new SimpleConsoleLogger(category, scopes, System.Console.Out)));
    }
}
