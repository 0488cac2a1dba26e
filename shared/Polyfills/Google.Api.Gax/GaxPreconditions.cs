using System.Globalization;

namespace Google.Api.Gax;

/// <summary>Checks of arguments and state, with the exceptions of Google's client libraries.</summary>
public static class GaxPreconditions
{
    public static T CheckNotNull<T>(T argument, string paramName)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(argument, paramName);
        return argument;
    }

    public static string CheckNotNullOrEmpty(string argument, string paramName)
    {
        ArgumentNullException.ThrowIfNull(argument, paramName);
        CheckArgument(argument.Length > 0, paramName, "An empty string was provided, but is not valid");
        return argument;
    }

    /// <summary>Both bounds belong to the range.</summary>
    public static int CheckArgumentRange(
        int argument, string paramName, int minInclusive, int maxInclusive) =>
        CheckArgumentRange<int>(argument, paramName, minInclusive, maxInclusive);

    /// <summary>Both bounds belong to the range.</summary>
    public static T CheckArgumentRange<T>(T argument, string paramName, T minInclusive, T maxInclusive)
        where T : IComparable<T> =>
        argument.CompareTo(minInclusive) >= 0 && argument.CompareTo(maxInclusive) <= 0
            ? argument
            : throw new ArgumentOutOfRangeException(
                paramName, $"Value {argument} should be in range [{minInclusive}, {maxInclusive}]");

    /// <summary>Null passes; both bounds belong to the range.</summary>
    public static T? CheckArgumentRange<T>(T? argument, string paramName, T minInclusive, T maxInclusive)
        where T : struct, IComparable<T>
    {
        if (argument is T value) CheckArgumentRange(value, paramName, minInclusive, maxInclusive);
        return argument;
    }

    public static int CheckNonNegative(int argument, string paramName) =>
        argument >= 0 ? argument : throw Negative(argument, paramName);

    public static int? CheckNonNegative(int? argument, string paramName) =>
        argument is null or >= 0 ? argument : throw Negative(argument, paramName);

    public static long CheckNonNegative(long argument, string paramName) =>
        argument >= 0 ? argument : throw Negative(argument, paramName);

    public static long? CheckNonNegative(long? argument, string paramName) =>
        argument is null or >= 0 ? argument : throw Negative(argument, paramName);

    public static void CheckState(bool condition, string message)
    {
        if (!condition) throw new InvalidOperationException(message);
    }

    public static void CheckState<T>(bool condition, string format, T arg0)
    {
        if (!condition) throw new InvalidOperationException(Text(format, arg0));
    }

    public static void CheckState<T1, T2>(bool condition, string format, T1 arg0, T2 arg1)
    {
        if (!condition) throw new InvalidOperationException(Text(format, arg0, arg1));
    }

    public static void CheckState<T1, T2, T3>(bool condition, string format, T1 arg0, T2 arg1, T3 arg2)
    {
        if (!condition) throw new InvalidOperationException(Text(format, arg0, arg1, arg2));
    }

    public static void CheckArgument(bool condition, string paramName, string message)
    {
        if (!condition) throw new ArgumentException(message, paramName);
    }

    public static void CheckArgument<T>(bool condition, string paramName, string format, T arg0)
    {
        if (!condition) throw new ArgumentException(Text(format, arg0), paramName);
    }

    public static void CheckArgument<T1, T2>(
        bool condition, string paramName, string format, T1 arg0, T2 arg1)
    {
        if (!condition) throw new ArgumentException(Text(format, arg0, arg1), paramName);
    }

    public static T CheckEnumValue<T>(T value, string paramName)
        where T : struct
    {
        CheckArgument(
            Enum.IsDefined(typeof(T), value), paramName,
            "Value {0} not defined in enum {1}", value, typeof(T).Name);
        return value;
    }

    public static TimeSpan CheckNonNegativeDelay(TimeSpan value, string paramName) =>
        value >= TimeSpan.Zero
            ? value
            : throw new ArgumentOutOfRangeException(paramName, value, "Delay must not be negative");

    private static ArgumentOutOfRangeException Negative(object value, string paramName) =>
        new(paramName, $"Value {value} should be non-negative.");

    private static string Text(string format, params object[] args) =>
        string.Format(CultureInfo.InvariantCulture, format, args);
}
