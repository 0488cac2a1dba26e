using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Shop.Notifications.Tests.Hosting;

/// <summary>Keeps what is logged, with everything that a log would hold of it.</summary>
internal sealed class LogRecords : ILoggerProvider
{
    private readonly ConcurrentQueue<(string Category, string Text)> _records = new();

    /// <summary>Texts, structured values and exceptions of all records.</summary>
    public IReadOnlyList<string> All => [.. _records.Select(record => record.Text)];

    /// <summary>Those of the effect.</summary>
    public IReadOnlyList<string> OfTelling =>
    [
        .. _records
            .Where(record => record.Category == typeof(TellCustomer).FullName)
            .Select(record => record.Text),
    ];

    public ILogger CreateLogger(string categoryName) => new RecordingLogger(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class RecordingLogger(LogRecords records, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            records._records.Enqueue((category, $"{logLevel}: {formatter(state, exception)} {exception}"));
    }
}
