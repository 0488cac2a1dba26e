using CloudNative.CloudEvents.Core;

namespace CloudNative.CloudEvents.Extensions;

/// <summary>The partitioning extension: events with one key are related or ordered.</summary>
public static class Partitioning
{
    public static CloudEventAttribute PartitionKeyAttribute { get; } =
        CloudEventAttribute.CreateExtension("partitionkey", CloudEventAttributeType.String);

    public static IEnumerable<CloudEventAttribute> AllAttributes { get; } =
        new[] { PartitionKeyAttribute }.AsReadOnly();

    public static CloudEvent SetPartitionKey(this CloudEvent cloudEvent, string? partitionKey)
    {
        Validation.CheckNotNull(cloudEvent, nameof(cloudEvent))[PartitionKeyAttribute] = partitionKey;
        return cloudEvent;
    }

    public static string? GetPartitionKey(this CloudEvent cloudEvent) =>
        (string?)Validation.CheckNotNull(cloudEvent, nameof(cloudEvent))[PartitionKeyAttribute];
}
