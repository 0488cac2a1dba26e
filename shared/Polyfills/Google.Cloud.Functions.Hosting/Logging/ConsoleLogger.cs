using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Google.Cloud.Functions.Hosting.Logging;

/// <summary>What both formats share. Levels are filtered before a record arrives here.</summary>
internal abstract class ConsoleLogger(
    string category, IExternalScopeProvider? scopes, TextWriter console) : ILogger
{
    internal const string KestrelCategory = "Microsoft.AspNetCore.Server.Kestrel";

    /// <summary>
    /// Kestrel's warning that its timer came late, which is normal where the CPU stops between requests.
    /// </summary>
    internal const int HeartbeatSlowEventId = 22;

    protected string Category { get; } = category;

    protected IExternalScopeProvider Scopes { get; } = scopes ?? new LoggerExternalScopeProvider();

    protected TextWriter Console { get; } = console;

    public IDisposable BeginScope<TState>(TState state) where TState : notnull => Scopes.Push(state);

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id == HeartbeatSlowEventId && Category == KestrelCategory)
            return;
        string message = formatter(state, exception);
        if (!string.IsNullOrEmpty(message))
            Write(logLevel, state, exception, message);
    }

    protected abstract void Write(LogLevel level, object? state, Exception? exception, string message);

    protected static string ToText(object? value) =>
        Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
