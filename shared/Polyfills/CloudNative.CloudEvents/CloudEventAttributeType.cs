using CloudNative.CloudEvents.Core;

namespace CloudNative.CloudEvents;

/// <summary>One of the seven types of the CloudEvents type system, with its canonical text form.</summary>
public abstract class CloudEventAttributeType
{
    private protected CloudEventAttributeType(
        string name, CloudEventAttributeTypeOrdinal ordinal, Type clrType)
    {
        Name = name;
        Ordinal = ordinal;
        ClrType = clrType;
    }

    public static CloudEventAttributeType Boolean { get; } = new BooleanAttributeType();

    public static CloudEventAttributeType Integer { get; } = new IntegerAttributeType();

    public static CloudEventAttributeType String { get; } = new StringAttributeType();

    public static CloudEventAttributeType Binary { get; } = new BinaryAttributeType();

    public static CloudEventAttributeType Uri { get; } = new UriAttributeType();

    public static CloudEventAttributeType UriReference { get; } = new UriReferenceAttributeType();

    public static CloudEventAttributeType Timestamp { get; } = new TimestampAttributeType();

    public string Name { get; }

    public Type ClrType { get; }

    internal CloudEventAttributeTypeOrdinal Ordinal { get; }

    public abstract string Format(object value);

    public abstract object Parse(string text);

    public abstract void Validate(object value);

    public override string ToString() => Name;
}
