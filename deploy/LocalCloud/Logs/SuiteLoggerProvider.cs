namespace Shop.LocalCloud.Logs;

/// <summary>
/// Brings what the web servers of the local cloud log into the suite's output, one line each.
/// </summary>
internal sealed class SuiteLoggerProvider(SuiteLog log) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new LineLogger(log);

    public void Dispose()
    {
    }

    private sealed class LineLogger(SuiteLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
            {
                return;
            }
            var level = logLevel == LogLevel.Information ? "" : $"{logLevel}: ";
            var trace = exception is null ? "" : Environment.NewLine + exception;
            var text = level + formatter(state, exception) + trace;
            foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
            {
                log.Line(SuiteLog.Cloud, line);
            }
        }
    }
}
