using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Shop.Eventing.Observability;

namespace Shop.Eventing.Tests.Observability;

public sealed class CloudLogs
{
    private static readonly EventCause _cause =
        new("e-1", "c-1", 0, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    [Fact]
    public void Record_IsOneLineThatCloudLoggingReads()
    {
        var text = Line(LogLevel.Warning, null, ("Orders", 3L), ("{OriginalFormat}", "{Orders} orders"));

        Assert.Equal(text.Length - Environment.NewLine.Length, text.IndexOf('\n', StringComparison.Ordinal));
        var line = JsonElement.Parse(text);
        Assert.Equal("WARNING", line.GetProperty("severity").GetString());
        Assert.Equal("said", line.GetProperty("message").GetString());
        Assert.Equal("Shop.Test", line.GetProperty("category").GetString());
        Assert.Equal("Said", line.GetProperty("event").GetString());
        Assert.Equal("""{"Orders":3}""", line.GetProperty("parameters").GetRawText());
    }

    [Fact]
    public void RecordWithinAnEvent_NamesTheStorysTrace()
    {
        using var span = Telemetry.Start("orders", "some.type", _cause);

        var line = JsonElement.Parse(Line(LogLevel.Information, null));

        Assert.Equal(
            "projects/acme/traces/0af7651916cd43dd8448eb211c80319c",
            line.GetProperty("logging.googleapis.com/trace").GetString());
        Assert.Equal(
            span.SpanId.ToHexString(), line.GetProperty("logging.googleapis.com/spanId").GetString());
        Assert.NotEqual("b7ad6b7169203331", span.SpanId.ToHexString());
    }

    [Fact]
    public void RecordOutsideAnyEvent_NamesNoTrace() => Assert.False(
        JsonElement.Parse(Line(LogLevel.Information, null)).TryGetProperty("logging.googleapis.com/trace", out _));

    [Fact]
    public void Exception_IsPartOfTheMessage() => Assert.StartsWith(
        $"said{Environment.NewLine}System.IO.IOException: no disk",
        JsonElement.Parse(Line(LogLevel.Error, new IOException("no disk"))).GetProperty("message").GetString(),
        StringComparison.Ordinal);

    private static string Line(LogLevel level, Exception? fault, params (string, object?)[] parameters)
    {
        var formatter = new CloudLogFormatter(new Fixed(new CloudLogOptions { ProjectId = "acme" }));
        using var text = new StringWriter();
        formatter.Write(
            new LogEntry<KeyValuePair<string, object?>[]>(
                level, "Shop.Test", new EventId(1, "Said"),
                [.. parameters.Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2))], fault, (_, _) => "said"),
            null, text);
        return text.ToString();
    }

    private sealed class Fixed(CloudLogOptions options) : IOptionsMonitor<CloudLogOptions>
    {
        public CloudLogOptions CurrentValue => options;

        public CloudLogOptions Get(string? name) => options;

        public IDisposable? OnChange(Action<CloudLogOptions, string?> listener) => null;
    }
}
