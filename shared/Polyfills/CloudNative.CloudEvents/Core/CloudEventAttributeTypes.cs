namespace CloudNative.CloudEvents.Core;

/// <summary>The types as numbers, so that a formatter can switch over them.</summary>
public enum CloudEventAttributeTypeOrdinal
{
    Binary = 0,
    Boolean = 1,
    Integer = 2,
    String = 3,
    Uri = 4,
    UriReference = 5,
    Timestamp = 6,
}

/// <summary>Gives a type its number.</summary>
public static class CloudEventAttributeTypes
{
    public static CloudEventAttributeTypeOrdinal GetOrdinal(CloudEventAttributeType type) =>
        Validation.CheckNotNull(type, nameof(type)).Ordinal;
}
