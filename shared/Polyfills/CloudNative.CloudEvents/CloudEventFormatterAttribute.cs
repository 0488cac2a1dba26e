using System.Reflection;
using CloudNative.CloudEvents.Core;

namespace CloudNative.CloudEvents;

/// <summary>Names, on a data type, the formatter that reads and writes events which carry it.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface | AttributeTargets.Struct)]
public sealed class CloudEventFormatterAttribute(Type formatterType) : Attribute
{
    public Type FormatterType { get; } = formatterType;

    /// <summary>Creates the formatter of a data type, or null where the type names none.</summary>
    public static CloudEventFormatter? CreateFormatter(Type targetType)
    {
        Validation.CheckNotNull(targetType, nameof(targetType));
        if (targetType.GetCustomAttribute<CloudEventFormatterAttribute>(inherit: true) is not { } attribute)
            return null;
        var formatterType = attribute.FormatterType
            ?? throw new ArgumentException(
                $"The attribute on {targetType} names no formatter.", nameof(targetType));
        object? formatter;
        try
        {
            formatter = Activator.CreateInstance(formatterType);
        }
        catch (Exception e)
        {
            throw new ArgumentException(
                $"The formatter {formatterType} of {targetType} cannot be created.", nameof(targetType), e);
        }
        return formatter as CloudEventFormatter ?? throw new ArgumentException(
            $"{formatterType}, named by {targetType}, formats no events.", nameof(targetType));
    }
}
