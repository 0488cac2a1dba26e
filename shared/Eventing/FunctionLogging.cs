using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Shop.Eventing;

/// <summary>How every function writes its log: levels and shape are set in code, the same everywhere.</summary>
public static class FunctionLogging
{
    /// <summary>
    /// Deployed (the platform sets <c>K_SERVICE</c>) the Functions Framework writes JSON with its scopes, which Cloud
    /// Logging reads. On a laptop a person reads it: one plain line per record.
    /// </summary>
    public static void AddFunctionLogging(this ILoggingBuilder logging, WebHostBuilderContext context)
    {
        // The function itself writes one line per outcome; the server's two per request say nothing more.
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        if (!string.IsNullOrWhiteSpace(context.Configuration["K_SERVICE"]))
        {
            return;
        }
        logging.ClearProviders();
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
    }
}
