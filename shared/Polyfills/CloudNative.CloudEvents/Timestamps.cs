using System.Globalization;

namespace CloudNative.CloudEvents;

/// <summary>
/// RFC 3339 as CloudEvents use it: an offset is always written, fractions finer than a tick are cut.
/// </summary>
internal static class Timestamps
{
    private const string LocalFormat = "yyyy-MM-dd'T'HH:mm:ss";
    private const int LocalLength = 19;
    private const int FinestLength = 27;
    private const int OffsetLength = 6;
    private const int OffsetMinutesMax = 14 * 60;

    internal static DateTimeOffset Parse(string text) => TryParse(text, out var result)
        ? result
        : throw new FormatException("The text is not an RFC 3339 timestamp with an offset.");

    internal static bool TryParse(string text, out DateTimeOffset result)
    {
        ArgumentNullException.ThrowIfNull(text);
        result = default;
        int offsetIndex = text.Length <= LocalLength ? -1 : text.IndexOfAny(['Z', '+', '-'], LocalLength);
        if (offsetIndex < 0
            || !TryParseLocal(text.AsSpan(0, offsetIndex), out var local)
            || !TryParseOffset(text.AsSpan(offsetIndex), out var offset))
        {
            return false;
        }
        result = new DateTimeOffset(local, offset);
        return true;
    }

    internal static string Format(DateTimeOffset value)
    {
        string fraction = (value.Ticks % TimeSpan.TicksPerSecond) switch
        {
            0 => "",
            var ticks when ticks % TimeSpan.TicksPerMillisecond == 0 => ".fff",
            var ticks when ticks % TimeSpan.TicksPerMicrosecond == 0 => ".ffffff",
            _ => ".fffffff",
        };
        string offset = value.Offset == TimeSpan.Zero ? "'Z'" : "zzz";
        return value.ToString(LocalFormat + fraction + offset, CultureInfo.InvariantCulture);
    }

    private static bool TryParseLocal(ReadOnlySpan<char> text, out DateTime local)
    {
        local = default;
        if (text.Length > FinestLength)
        {
            if (text[FinestLength..].ContainsAnyExceptInRange('0', '9'))
                return false;
            text = text[..FinestLength];
        }
        return DateTime.TryParseExact(
            text, LocalFormat + ".FFFFFFF", CultureInfo.InvariantCulture, DateTimeStyles.None, out local);
    }

    /// <summary>
    /// Reads Z, or a sign, two digits of hours, a colon and two digits of minutes, and nothing more.
    /// </summary>
    private static bool TryParseOffset(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (text is "Z")
            return true;
        if (text.Length != OffsetLength || text[0] == 'Z' || text[3] != ':'
            || !int.TryParse(text[1..3], NumberStyles.None, CultureInfo.InvariantCulture, out int hours)
            || !int.TryParse(text[4..], NumberStyles.None, CultureInfo.InvariantCulture, out int minutes))
        {
            return false;
        }
        int total = (hours * 60) + minutes;
        offset = TimeSpan.FromMinutes(text[0] == '-' ? -total : total);
        return minutes < 60 && total <= OffsetMinutesMax;
    }
}
