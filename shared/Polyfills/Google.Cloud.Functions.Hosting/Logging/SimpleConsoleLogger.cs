using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Google.Cloud.Functions.Hosting.Logging;

/// <summary>One line per record; scopes and the exception follow on lines of their own.</summary>
internal sealed class SimpleConsoleLogger(string category, IExternalScopeProvider? scopes, TextWriter console)
    : ConsoleLogger(category, scopes, console)
{
    protected override void Write(LogLevel level, object? state, Exception? exception, string message)
    {
        // One write, so that records of concurrent requests do not mix.
        var text = new StringBuilder().Append(
            CultureInfo.InvariantCulture,
            $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss.fff'Z'} [{Category}] [");
        text.Append(Abbreviate(level)).Append("] ").AppendLine(message);
        var scopes = new StringBuilder();
        Scopes.ForEachScope(AppendScope, scopes);
        if (scopes.Length != 0)
            text.Append("Scopes: [").Append(scopes).AppendLine("]");
        if (exception is not null)
            text.AppendLine(exception.ToString());
        Console.Write(text.ToString());
    }

    private static string Abbreviate(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        LogLevel.Critical => "crit",
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    };

    private static void AppendScope(object? scope, StringBuilder text)
    {
        if (scope is null)
            return;
        if (text.Length != 0)
            text.Append(", ");
        if (scope is IEnumerable<KeyValuePair<string, object?>> pairs)
        {
            text.Append("{ ")
                .AppendJoin(", ", pairs.Select(pair => $"{pair.Key}: {ToText(pair.Value)}"))
                .Append(" }");
        }
        else
        {
            text.Append(ToText(scope));
        }
    }
}
