using System.Globalization;

namespace Shop.LocalCloud.Firestore;

/// <summary>
/// Times as Firestore keeps them, in microseconds since 1970, and as JSON shows them: RFC 3339 with no, three or
/// six digits of a second.
/// </summary>
internal static class Timestamps
{
    private const int DigitsMax = 9;

    public static long Of(DateTimeOffset time) =>
        (time.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static string Format(long microseconds)
    {
        var time = DateTime.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
        var digits = (time.Ticks % TimeSpan.TicksPerSecond) switch
        {
            0 => "",
            var fraction when fraction % TimeSpan.TicksPerMillisecond == 0 => ".fff",
            _ => ".ffffff",
        };
        return time.ToString($"yyyy-MM-dd'T'HH:mm:ss{digits}'Z'", CultureInfo.InvariantCulture);
    }

    /// <returns>Truncated to microseconds; null when it is no time of the years 1 to 9999.</returns>
    public static long? Parse(string text)
    {
        const int SecondsEnd = 19;
        if (text.Length <= SecondsEnd)
        {
            return null;
        }
        var zoneStart = SecondsEnd;
        var microseconds = 0L;
        if (text[SecondsEnd] == '.')
        {
            zoneStart++;
            while (zoneStart < text.Length && char.IsAsciiDigit(text[zoneStart]))
            {
                zoneStart++;
            }
            var digits = text.AsSpan(SecondsEnd + 1, zoneStart - SecondsEnd - 1);
            if (digits.Length is 0 or > DigitsMax)
            {
                return null;
            }
            microseconds = int.Parse(digits.ToString().PadRight(6, '0')[..6], CultureInfo.InvariantCulture);
        }
        // DateTimeOffset would round the seventh digit on; Firestore cuts it off.
        return DateTimeOffset.TryParseExact(
            text[..SecondsEnd] + text[zoneStart..], "yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var seconds)
            ? Of(seconds) + microseconds
            : null;
    }
}
