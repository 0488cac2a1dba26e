using System.Globalization;

namespace Shop.Gcloud.Replay;

/// <summary>Shows people which letters there are.</summary>
internal static class LetterTable
{
    private const string Apart = "  ";
    private const string None = "-";

    private static readonly string[] _head = ["FILED AT", "TYPE", "EVENT ID", "TOPIC", "REASON", "OBJECT"];

    public static void Write(TextWriter output, IReadOnlyList<Letter> letters)
    {
        if (letters.Count == 0)
        {
            return;
        }
        string[][] rows = [_head, .. letters.Select(Row)];
        var widths = _head.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            output.WriteLine(string.Join(Apart, row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }

    /// <summary>How many of which type, and why; the most first.</summary>
    public static void WriteTotals(TextWriter output, IReadOnlyList<Letter> letters)
    {
        var groups = letters
            .GroupBy(letter => (Type: Text(letter.Type), Reason: Text(letter.Reason)))
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key);
        foreach (var group in groups)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{group.Count(),7} {group.Key.Type}, {group.Key.Reason}"));
        }
    }

    /// <summary>What cannot be replayed, and what to do about it.</summary>
    public static void WriteRefused(TextWriter output, IReadOnlyList<Letter> refused)
    {
        var groups = refused.GroupBy(letter => ((Way.None)letter.Way).Why).OrderByDescending(group => group.Count());
        foreach (var group in groups)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{group.Count(),7} cannot be replayed, and stay: {group.Key}"));
            foreach (var letter in group)
            {
                output.WriteLine(
                    $"        {Printable.Of(letter.Object.Name)}: {Printable.Of(((Way.None)letter.Way).Message)}");
            }
        }
    }

    private static string[] Row(Letter letter) =>
    [
        letter.FiledAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        Text(letter.Type),
        Text(letter.EventId),
        letter.Way is Way.Publish publish ? publish.Topic.TopicId : None,
        Text(letter.Reason),
        Printable.Of(letter.Object.Name),
    ];

    private static string Text(string? text) => string.IsNullOrEmpty(text) ? None : Printable.Of(text);
}

/// <summary>Text of others for a terminal: what it says, and none of what it could make the terminal do.</summary>
internal static class Printable
{
    public static string Of(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(each => char.IsControl(each) ? '?' : each)) : text;
}
