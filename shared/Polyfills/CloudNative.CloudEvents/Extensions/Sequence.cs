using System.Globalization;
using CloudNative.CloudEvents.Core;

namespace CloudNative.CloudEvents.Extensions;

/// <summary>The sequence extension: where an event stands among those of its source.</summary>
public static class Sequence
{
    private const string IntegerType = "Integer";

    public static CloudEventAttribute SequenceAttribute { get; } =
        CloudEventAttribute.CreateExtension("sequence", CloudEventAttributeType.String);

    public static CloudEventAttribute SequenceTypeAttribute { get; } =
        CloudEventAttribute.CreateExtension("sequencetype", CloudEventAttributeType.String);

    public static IEnumerable<CloudEventAttribute> AllAttributes { get; } =
        new[] { SequenceAttribute, SequenceTypeAttribute }.AsReadOnly();

    public static CloudEvent SetSequence(this CloudEvent cloudEvent, object? value)
    {
        Validation.CheckNotNull(cloudEvent, nameof(cloudEvent));
        (cloudEvent[SequenceAttribute], cloudEvent[SequenceTypeAttribute]) = value switch
        {
            null => ((string?)null, (string?)null),
            int number => (number.ToString(CultureInfo.InvariantCulture), IntegerType),
            _ => throw new ArgumentException($"There is no sequence type for {value.GetType()}."),
        };
        return cloudEvent;
    }

    public static string? GetSequenceString(this CloudEvent cloudEvent) =>
        (string?)Validation.CheckNotNull(cloudEvent, nameof(cloudEvent))[SequenceAttribute];

    public static string? GetSequenceType(this CloudEvent cloudEvent) =>
        (string?)Validation.CheckNotNull(cloudEvent, nameof(cloudEvent))[SequenceTypeAttribute];

    public static object? GetSequenceValue(this CloudEvent cloudEvent) =>
        (GetSequenceString(cloudEvent), GetSequenceType(cloudEvent)) switch
        {
            (null, _) => null,
            (var text, null) => text,
            (var text, IntegerType) => ParseInteger(text),
            (_, var type) => throw new InvalidOperationException($"The sequence type '{type}' is unknown."),
        };

    private static object ParseInteger(string text)
    {
        try
        {
            return CloudEventAttributeType.Integer.Parse(text);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw new ArgumentException($"The sequence is not an integer: {e.Message}", nameof(text), e);
        }
    }
}
