using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Shop.Eventing.Observability;

namespace Shop.Eventing;

/// <summary>How every function writes its log: levels and shape are set in code, the same everywhere.</summary>
public static class FunctionLogging
{
    /// <summary>
    /// Deployed (the platform sets <c>K_SERVICE</c>) as JSON that Cloud Logging reads, with the trace. On a laptop a
    /// person reads it: one plain line per record.
    /// </summary>
    /// <param name="logging">Logging of the function.</param>
    /// <param name="context">Its configuration.</param>
    /// <param name="function">What it is called in exported telemetry.</param>
    public static void AddFunctionLogging(this ILoggingBuilder logging, WebHostBuilderContext context, string function)
    {
        // The function itself writes one line per outcome; the server's two per request say nothing more.
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        logging.ClearProviders();
        logging.AddLogExport(new Settings(context.Configuration), function);
        if (!string.IsNullOrWhiteSpace(context.Configuration["K_SERVICE"]))
        {
            logging.AddConsole(console => console.FormatterName = CloudLogFormatter.FormatterName);
            logging.AddConsoleFormatter<CloudLogFormatter, CloudLogOptions>(
                cloud => cloud.ProjectId = context.Configuration["GOOGLE_CLOUD_PROJECT"]);
            return;
        }
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
    }
}
