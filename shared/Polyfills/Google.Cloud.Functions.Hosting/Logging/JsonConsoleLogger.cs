using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Google.Cloud.Functions.Hosting.Logging;

/// <summary>One line of JSON per record, with the fields that Cloud Logging understands.</summary>
internal sealed class JsonConsoleLogger(string category, IExternalScopeProvider? scopes, TextWriter console)
    : ConsoleLogger(category, scopes, console)
{
    private const string TemplateKey = "{OriginalFormat}";

    protected override void Write(LogLevel level, object? state, Exception? exception, string message)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString("message", message);
            json.WriteString("category", Category);
            if (exception is not null)
                json.WriteString("exception", exception.ToString());
            json.WriteString("severity", SeverityOf(level));
            if (state is IEnumerable<KeyValuePair<string, object?>> parameters
                && SaysMoreThanTemplate(parameters))
            {
                json.WriteStartObject("format_parameters");
                WritePairs(json, parameters, numbered: true);
                json.WriteEndObject();
            }
            WriteScopes(json);
            json.WriteEndObject();
        }
        Console.WriteLine(Encoding.UTF8.GetString(line.WrittenSpan));
    }

    private static string SeverityOf(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => "DEBUG",
        LogLevel.Information => "INFO",
        LogLevel.Warning => "WARNING",
        LogLevel.Error => "ERROR",
        LogLevel.Critical => "CRITICAL",
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    };

    /// <summary>
    /// A message without parameters still brings its template; that alone is not worth a field.
    /// </summary>
    private static bool SaysMoreThanTemplate(IEnumerable<KeyValuePair<string, object?>> parameters)
    {
        using var each = parameters.GetEnumerator();
        return each.MoveNext() && (each.Current.Key != TemplateKey || each.MoveNext());
    }

    private void WriteScopes(Utf8JsonWriter json)
    {
        int depth = json.CurrentDepth;
        Scopes.ForEachScope(WriteScope, json);
        if (json.CurrentDepth != depth)
            json.WriteEndArray();
    }

    private static void WriteScope(object? scope, Utf8JsonWriter json)
    {
        if (scope is null)
            return;
        // The array is opened by the first scope, so that a record without scopes has none.
        if (json.CurrentDepth == 1)
            json.WriteStartArray("scopes");
        if (scope is IEnumerable<KeyValuePair<string, object?>> pairs)
        {
            json.WriteStartObject();
            WritePairs(json, pairs, numbered: false);
            json.WriteEndObject();
        }
        else
        {
            json.WriteStringValue(ToText(scope));
        }
    }

    /// <summary>
    /// Positional placeholders such as {0} get an underscore, because a field name must not be a number.
    /// </summary>
    private static void WritePairs(
        Utf8JsonWriter json, IEnumerable<KeyValuePair<string, object?>> pairs, bool numbered)
    {
        foreach (var (key, value) in pairs)
        {
            if (!string.IsNullOrEmpty(key))
                json.WriteString(numbered && char.IsDigit(key[0]) ? "_" + key : key, ToText(value));
        }
    }
}
