using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace CloudNative.CloudEvents.Core;

/// <summary>Checks of arguments for the SDK and for those who extend it.</summary>
public static class Validation
{
    public static T CheckNotNull<T>(T value, string? paramName) where T : class =>
        value ?? throw new ArgumentNullException(paramName);

    public static void CheckArgument(
        [DoesNotReturnIf(false)] bool condition, string paramName, string message)
    {
        if (!condition)
            throw new ArgumentException(message, paramName);
    }

    public static void CheckArgument(
        [DoesNotReturnIf(false)] bool condition, string paramName, string messageFormat, object? arg1)
    {
        if (!condition)
            throw new ArgumentException(
                string.Format(CultureInfo.CurrentCulture, messageFormat, arg1), paramName);
    }

    public static void CheckArgument(
        bool condition, string paramName, string messageFormat, object? arg1, object? arg2)
    {
        if (!condition)
        {
            throw new ArgumentException(
                string.Format(CultureInfo.CurrentCulture, messageFormat, arg1, arg2), paramName);
        }
    }

    public static CloudEvent CheckCloudEventArgument(CloudEvent cloudEvent, string? paramName) =>
        CheckNotNull(cloudEvent, paramName).IsValid
            ? cloudEvent
            : throw new ArgumentException(
                $"The CloudEvent lacks required attributes: {cloudEvent.MissingAttributes()}", paramName);

    public static void CheckCloudEventBatchArgument(IReadOnlyList<CloudEvent> cloudEvents, string? paramName)
    {
        foreach (var cloudEvent in CheckNotNull(cloudEvents, paramName))
            CheckCloudEventArgument(cloudEvent, paramName);
    }
}
