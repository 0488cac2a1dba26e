using System.Globalization;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using Shop.Eventing;

namespace Shop.Notifications.Webhooks;

/// <summary>
/// The body of a webhook: the order event as a structured-mode CloudEvent. Which events led to it, and how
/// the suite spreads and counts its messages (<c>correlationid</c>, <c>causationid</c>, <c>hops</c>,
/// <c>partitionkey</c>), is left out. A receiver that gets two events of one order keeps the one of the
/// higher <c>sequence</c>, compared as text.
/// </summary>
public static class WebhookMessage
{
    // As everywhere in the suite: the digits of the largest number that any sequence has.
    private const string SequenceFormat = "D19";

    private static readonly JsonEventFormatter _formatter = new();

    /// <param name="notice">What the customer is told.</param>
    /// <param name="time">When the order was decided.</param>
    /// <param name="traceParent">W3C trace context in which the story began.</param>
    /// <returns>
    /// UTF-8; the same for each attempt, unless the event came without a trace and each attempt starts one.
    /// </returns>
    public static ReadOnlyMemory<byte> Of(OrderNotice notice, DateTimeOffset time, string traceParent)
    {
        var cloudEvent = new CloudEvent(
            CloudEventsSpecVersion.V1_0, [EventExtensions.Sequence, EventExtensions.TraceParent])
        {
            Id = notice.EventId,
            Source = new Uri(notice.Source, UriKind.RelativeOrAbsolute),
            Type = notice.Contract.Type,
            Subject = notice.Order.Value,
            Time = time,
            DataContentType = "application/json",
            DataSchema = notice.Contract.DataSchema,
            [EventExtensions.Sequence] = notice.Rank.ToString(SequenceFormat, CultureInfo.InvariantCulture),
            [EventExtensions.TraceParent] = traceParent,
            Data = notice.Shown,
        };
        return _formatter.EncodeStructuredModeMessage(cloudEvent, out _);
    }
}
