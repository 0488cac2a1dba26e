using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Shop.Eventing.Observability;

/// <summary>What the formatter must know of the place it runs at.</summary>
public sealed class CloudLogOptions : ConsoleFormatterOptions
{
    /// <summary>The project whose traces the records belong to; null leaves the trace id without one.</summary>
    public string? ProjectId { get; set; }
}

/// <summary>
/// One line of JSON per record in the form that Cloud Logging reads from the standard output, see
/// https://cloud.google.com/logging/docs/structured-logging. Unlike the formatter of the Functions Framework it
/// names the trace, so that the records of one story are found together whichever functions wrote them.
/// </summary>
public sealed class CloudLogFormatter(IOptionsMonitor<CloudLogOptions> options) : ConsoleFormatter(FormatterName)
{
    /// <summary>By which the console logger is told to use it.</summary>
    public const string FormatterName = "cloud-logging";

    private const string TemplateKey = "{OriginalFormat}";

    /// <inheritdoc/>
    public override void Write<TState>(
        in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString("severity", SeverityOf(logEntry.LogLevel));
            json.WriteString("message", MessageOf(logEntry));
            json.WriteString("category", logEntry.Category);
            if (logEntry.EventId.Name is { } name)
            {
                json.WriteString("event", name);
            }
            WriteTrace(json);
            if (logEntry.State is IEnumerable<KeyValuePair<string, object?>> parameters)
            {
                WriteParameters(json, parameters);
            }
            json.WriteEndObject();
        }
        textWriter.WriteLine(Encoding.UTF8.GetString(line.WrittenSpan));
    }

    // Error Reporting groups what ends in a stack trace, and finds it in the message.
    private static string MessageOf<TState>(in LogEntry<TState> entry)
    {
        var message = entry.Formatter(entry.State, entry.Exception);
        return entry.Exception is null ? message : message + Environment.NewLine + entry.Exception;
    }

    private void WriteTrace(Utf8JsonWriter json)
    {
        if (Activity.Current is not { IdFormat: ActivityIdFormat.W3C } span)
        {
            return;
        }
        var trace = span.TraceId.ToHexString();
        json.WriteString(
            "logging.googleapis.com/trace",
            options.CurrentValue.ProjectId is { } project ? $"projects/{project}/traces/{trace}" : trace);
        json.WriteString("logging.googleapis.com/spanId", span.SpanId.ToHexString());
        json.WriteBoolean("logging.googleapis.com/trace_sampled", span.Recorded);
    }

    private static void WriteParameters(
        Utf8JsonWriter json, IEnumerable<KeyValuePair<string, object?>> parameters)
    {
        json.WriteStartObject("parameters");
        foreach (var (name, value) in parameters)
        {
            if (name == TemplateKey)
            {
                continue;
            }
            switch (value)
            {
                case int or long or short or byte:
                    json.WriteNumber(name, Convert.ToInt64(value, CultureInfo.InvariantCulture));
                    break;
                case bool flag:
                    json.WriteBoolean(name, flag);
                    break;
                default:
                    json.WriteString(name, Convert.ToString(value, CultureInfo.InvariantCulture));
                    break;
            }
        }
        json.WriteEndObject();
    }

    private static string SeverityOf(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => "DEBUG",
        LogLevel.Information => "INFO",
        LogLevel.Warning => "WARNING",
        LogLevel.Error => "ERROR",
        LogLevel.Critical => "CRITICAL",
        LogLevel.None => "DEFAULT",
        _ => "DEFAULT",
    };
}
