using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Shop.Eventing;

/// <summary>Counters and spans of event handling, under the name <see cref="Name"/>.</summary>
public static class Telemetry
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Name = "Shop.Eventing";

    private static readonly Meter _meter = new(Name);
    private static readonly ActivitySource _spans = new(Name);

    private static readonly Counter<long> _outcomes = _meter.CreateCounter<long>(
        "shop.events", "{event}", "Events by handler, type and outcome.");

    private static readonly Counter<long> _conflicts = _meter.CreateCounter<long>(
        "shop.conflicts", "{conflict}", "Races for a document that were lost, by handler.");

    private static readonly Counter<long> _retries = _meter.CreateCounter<long>(
        "shop.retries", "{event}", "Events given back to be delivered again, by handler and type.");

    private static readonly Histogram<double> _duration = _meter.CreateHistogram<double>(
        "shop.event.duration", "s", "From received to acknowledged.");

    /// <summary>
    /// Continues the story's trace while an event is handled; ends when disposed. It is there without a listener too,
    /// since log records take the trace from it.
    /// </summary>
    /// <param name="handler">Name of the function.</param>
    /// <param name="type">CloudEvents type.</param>
    /// <param name="cause">The event.</param>
    public static Activity Start(string handler, string type, EventCause cause)
    {
        ActivityContext.TryParse(cause.TraceParent, null, isRemote: true, out var parent);
        var name = $"{handler} {type}";
        var span = _spans.StartActivity(name, ActivityKind.Consumer, parent)
            ?? new Activity(name).SetParentId(parent.TraceId, parent.SpanId, parent.TraceFlags).Start();
        span.SetTag("cloudevents.event_id", cause.EventId);
        span.SetTag("cloudevents.event_type", type);
        span.SetTag("shop.correlation_id", cause.CorrelationId);
        return span;
    }

    internal static void Outcome(string handler, string type, string outcome, TimeSpan duration)
    {
        var tags = new TagList { { "handler", handler }, { "type", type }, { "outcome", outcome } };
        _outcomes.Add(1, tags);
        _duration.Record(duration.TotalSeconds, tags);
    }

    internal static void Conflict(string handler) => _conflicts.Add(1, new KeyValuePair<string, object?>("handler", handler));

    internal static void Retry(string handler, string type) =>
        _retries.Add(1, new TagList { { "handler", handler }, { "type", type } });
}
