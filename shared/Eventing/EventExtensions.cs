using CloudNative.CloudEvents;
using CloudNative.CloudEvents.Extensions;

namespace Shop.Eventing;

/// <summary>
/// The CloudEvents extension attributes that every event of the suite carries. <c>partitionkey</c> and
/// <c>sequence</c> are those of the CloudEvents documented extensions; so are <c>correlationid</c>,
/// <c>causationid</c> and <c>traceparent</c>.
/// </summary>
public static class EventExtensions
{
    /// <summary>The aggregate's id: events of one aggregate share it.</summary>
    public static CloudEventAttribute PartitionKey => Partitioning.PartitionKeyAttribute;

    /// <summary>Place among the events of one subject; compared as text, therefore zero-padded.</summary>
    public static CloudEventAttribute Sequence => CloudNative.CloudEvents.Extensions.Sequence.SequenceAttribute;

    /// <summary>Id of the first event of the story that this one belongs to.</summary>
    public static CloudEventAttribute CorrelationId { get; } =
        CloudEventAttribute.CreateExtension("correlationid", CloudEventAttributeType.String);

    /// <summary>Id of the event that directly led to this one.</summary>
    public static CloudEventAttribute CausationId { get; } =
        CloudEventAttribute.CreateExtension("causationid", CloudEventAttributeType.String);

    /// <summary>Depth of causation: 0 for an event without a cause, one more than its cause otherwise.</summary>
    public static CloudEventAttribute Hops { get; } =
        CloudEventAttribute.CreateExtension("hops", CloudEventAttributeType.Integer);

    /// <summary>W3C trace context in which the story began.</summary>
    public static CloudEventAttribute TraceParent { get; } =
        CloudEventAttribute.CreateExtension("traceparent", CloudEventAttributeType.String);

    /// <summary>All of the above, as formatters want them.</summary>
    public static IReadOnlyList<CloudEventAttribute> All { get; } =
        [PartitionKey, Sequence, CorrelationId, CausationId, Hops, TraceParent];
}
