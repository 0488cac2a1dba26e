using System.Globalization;

namespace Shop.Gcloud.Replay;

/// <summary>Told of each letter of a run, from several threads.</summary>
internal interface IReplayReport
{
    void Done(Letter letter, ReplayOutcome outcome);

    void Failed(Letter letter, string sentence);
}

/// <summary>Shows people how a run gets on, and what came of it.</summary>
/// <param name="output">Where it is shown.</param>
/// <param name="rewritesLine">Whether that is a terminal, on which a line may be written over.</param>
/// <param name="total">How many letters there are.</param>
/// <param name="clock">Time.</param>
internal sealed class ReplayReport(TextWriter output, bool rewritesLine, int total, TimeProvider clock) : IReplayReport
{
    // On a terminal as often as somebody can read it, in a log seldom.
    private readonly TimeSpan _every = rewritesLine ? TimeSpan.FromMilliseconds(200) : TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly Dictionary<ReplayOutcome, int> _counts = [];
    private long _shown = clock.GetTimestamp();
    private int _shownLength;

    public int Failures { get; private set; }

    public void Done(Letter letter, ReplayOutcome outcome)
    {
        lock (_gate)
        {
            _counts[outcome] = _counts.GetValueOrDefault(outcome) + 1;
            if (clock.GetElapsedTime(_shown) >= _every)
            {
                Show();
            }
        }
    }

    public void Failed(Letter letter, string sentence)
    {
        lock (_gate)
        {
            Failures++;
            Clear();
            output.WriteLine($"{Printable.Of(letter.Object.Name)}: {sentence}");
        }
    }

    /// <summary>What came of it, one fact per line.</summary>
    public void Summarize()
    {
        lock (_gate)
        {
            Clear();
            var left = total - _counts.Values.Sum() - Failures;
            (int Count, string What)[] lines =
            [
                (Of(ReplayOutcome.Published), "published again"),
                (Of(ReplayOutcome.Rewritten), "uploads announced anew"),
                (Of(ReplayOutcome.Superseded), "not needed any more: the upload was replaced or deleted"),
                (Of(ReplayOutcome.Gone), "gone: another replay has taken them, or somebody has removed them"),
                (Failures, "failed, and are kept"),
                (left, "not begun"),
            ];
            foreach (var (count, what) in lines.Where((line, index) => index == 0 || line.Count > 0))
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count,7} {what}"));
            }
        }
    }

    private int Of(ReplayOutcome outcome) => _counts.GetValueOrDefault(outcome);

    private void Show()
    {
        _shown = clock.GetTimestamp();
        var line = string.Create(
            CultureInfo.InvariantCulture, $"{_counts.Values.Sum() + Failures} of {total} replayed, {Failures} failed");
        if (!rewritesLine)
        {
            output.WriteLine(line);
            return;
        }
        output.Write("\r" + line.PadRight(_shownLength));
        _shownLength = line.Length;
    }

    private void Clear()
    {
        if (_shownLength > 0)
        {
            output.Write("\r" + new string(' ', _shownLength) + "\r");
            _shownLength = 0;
        }
    }
}
