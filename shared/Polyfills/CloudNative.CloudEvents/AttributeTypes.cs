using System.Globalization;
using CloudNative.CloudEvents.Core;

namespace CloudNative.CloudEvents;

/// <summary>What all types share: null checks and the check of the CLR type.</summary>
internal abstract class AttributeType<T>(string name, CloudEventAttributeTypeOrdinal ordinal)
    : CloudEventAttributeType(name, ordinal, typeof(T)) where T : notnull
{
    public sealed override object Parse(string text) =>
        ParseText(Validation.CheckNotNull(text, nameof(text)));

    public sealed override string Format(object value)
    {
        Validate(value);
        return FormatValue((T)value);
    }

    public sealed override void Validate(object value)
    {
        if (Validation.CheckNotNull(value, nameof(value)) is not T typed)
            throw new ArgumentException($"{value.GetType()} is not the type {ClrType}.", nameof(value));
        ValidateValue(typed);
    }

    protected abstract T ParseText(string text);

    protected abstract string FormatValue(T value);

    protected virtual void ValidateValue(T value)
    {
    }
}

internal sealed class BooleanAttributeType()
    : AttributeType<bool>("Boolean", CloudEventAttributeTypeOrdinal.Boolean)
{
    protected override string FormatValue(bool value) => value ? "true" : "false";

    protected override bool ParseText(string text) => text switch
    {
        "true" => true,
        "false" => false,
        _ => throw new ArgumentException("A Boolean is written 'true' or 'false'."),
    };
}

internal sealed class IntegerAttributeType()
    : AttributeType<int>("Integer", CloudEventAttributeTypeOrdinal.Integer)
{
    protected override string FormatValue(int value) => value.ToString(CultureInfo.InvariantCulture);

    protected override int ParseText(string text) => text.StartsWith('+')
        ? throw new FormatException("An Integer is written without a plus sign.")
        : int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}

internal sealed class BinaryAttributeType()
    : AttributeType<byte[]>("Binary", CloudEventAttributeTypeOrdinal.Binary)
{
    protected override string FormatValue(byte[] value) => Convert.ToBase64String(value);

    protected override byte[] ParseText(string text) => Convert.FromBase64String(text);
}

internal sealed class UriAttributeType() : AttributeType<Uri>("URI", CloudEventAttributeTypeOrdinal.Uri)
{
    protected override string FormatValue(Uri value) => value.OriginalString;

    /// <summary>
    /// A path with a leading slash counts as an absolute file URI on Unix, but is none here.
    /// </summary>
    protected override Uri ParseText(string text) => text.StartsWith('/')
        ? throw new UriFormatException("The URI must be absolute.")
        : new Uri(text, UriKind.Absolute);

    protected override void ValidateValue(Uri value)
    {
        if (!value.IsAbsoluteUri)
            throw new ArgumentException("The URI must be absolute.");
    }
}

internal sealed class UriReferenceAttributeType()
    : AttributeType<Uri>("URI-Reference", CloudEventAttributeTypeOrdinal.UriReference)
{
    protected override string FormatValue(Uri value) => value.OriginalString;

    protected override Uri ParseText(string text) => new(text, UriKind.RelativeOrAbsolute);
}

internal sealed class TimestampAttributeType()
    : AttributeType<DateTimeOffset>("Timestamp", CloudEventAttributeTypeOrdinal.Timestamp)
{
    protected override string FormatValue(DateTimeOffset value) => Timestamps.Format(value);

    protected override DateTimeOffset ParseText(string text) => Timestamps.Parse(text);
}
