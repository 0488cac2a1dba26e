using System.Globalization;

namespace Shop.ReadModels;

/// <summary>
/// How far somebody has read a timeline, as the <c>id</c> of a server-sent event and the <c>Last-Event-ID</c>
/// that comes back: the position of the last entry read, and how many entries there were up to it. Where
/// there are more now, one has arrived late; then all are given again rather than one kept back, and the
/// reader knows entries that it has seen by source and event id.
/// </summary>
public static class TimelineCursor
{
    private const char Separator = '.';

    /// <summary>The cursor of a reader who has read a timeline up to an entry.</summary>
    /// <param name="timeline">As an <see cref="OrderView"/> holds it.</param>
    /// <param name="index">Of the last entry read.</param>
    public static string At(IReadOnlyList<TimelineEntry> timeline, int index) => string.Create(
        CultureInfo.InvariantCulture, $"{timeline[index].Position}{Separator}{index + 1}");

    /// <summary>Where in a timeline a reader goes on.</summary>
    /// <param name="timeline">As an <see cref="OrderView"/> holds it.</param>
    /// <param name="cursor">Null, and what is no cursor, reads from the beginning.</param>
    /// <returns>The index of the next entry; the number of entries where nothing is new.</returns>
    public static int Next(IReadOnlyList<TimelineEntry> timeline, string? cursor)
    {
        var end = cursor?.IndexOf(Separator, StringComparison.Ordinal) ?? -1;
        if (end < 0 || !int.TryParse(
            cursor.AsSpan(end + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var read))
        {
            return 0;
        }
        var last = cursor![..end];
        var upTo = timeline.Count(entry => string.CompareOrdinal(entry.Position, last) <= 0);
        return upTo > read ? 0 : upTo;
    }
}
