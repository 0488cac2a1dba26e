using System.Diagnostics;
using System.Globalization;
using CloudNative.CloudEvents;

namespace Shop.Eventing;

/// <summary>What an incoming event hands on to the events that it leads to.</summary>
/// <param name="EventId">Its id.</param>
/// <param name="CorrelationId">Id of the first event of the story; its own where it is the first.</param>
/// <param name="Hops">Its depth of causation, 0–<see cref="HopsMax"/>; -1 where there is no such event.</param>
/// <param name="TraceParent">W3C trace context in which the story began.</param>
public sealed record EventCause(string EventId, string CorrelationId, int Hops, string TraceParent)
{
    /// <summary>
    /// The longest story of the suite is five events deep. Deeper than this is a loop, and loops burn money.
    /// </summary>
    public const int HopsMax = 16;

    /// <summary>
    /// Of the first event of a story, which nothing led to: it is its own cause, at depth 0 once sealed, and its trace
    /// is that of the request being answered.
    /// </summary>
    /// <param name="eventId">Id of the event itself.</param>
    public static EventCause Itself(string eventId) => new(eventId, eventId, -1, Begin());

    /// <returns>The cause, or a sentence that says why this event must not lead to others.</returns>
    public static (EventCause? Cause, string? Fault) Read(CloudEvent cloudEvent)
    {
        var hopsText = Text(cloudEvent, EventExtensions.Hops.Name) ?? "0";
        if (!int.TryParse(hopsText, NumberStyles.None, CultureInfo.InvariantCulture, out var hops))
        {
            return (null, "The attribute hops is not a whole number.");
        }
        if (hops > HopsMax)
        {
            return (null, $"The event is {hops} hops deep; at most {HopsMax} are handled, since deeper is a loop.");
        }
        var id = AttributeText.IdOrHash(cloudEvent.Id ?? "");
        var correlation = Text(cloudEvent, EventExtensions.CorrelationId.Name);
        return (new EventCause(id, correlation is null ? id : AttributeText.IdOrHash(correlation), hops, Trace(cloudEvent)), null);
    }

    private static string Trace(CloudEvent cloudEvent) =>
        Text(cloudEvent, EventExtensions.TraceParent.Name) is { } given
            && ActivityContext.TryParse(given, null, out _)
                ? given
                : Begin();

    // Nobody has decided yet whether this story is worth recording; what is marked 00 here would be recorded by none.
    private static string Begin() => Activity.Current is { IdFormat: ActivityIdFormat.W3C } current
        ? $"00-{current.TraceId}-{current.SpanId}-01"
        : $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-01";

    private static string? Text(CloudEvent cloudEvent, string attribute) =>
        cloudEvent.GetAttribute(attribute) is { } known && cloudEvent[attribute] is { } value
            ? known.Format(value)
            : null;
}
