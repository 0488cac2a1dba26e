using System.Text;

namespace Shop.Gcloud.Planning;

/// <summary>A bash script while it is being written: steps, and in each a few commands.</summary>
/// <param name="stepCount">How many steps it will have, for whoever watches it run.</param>
internal sealed class Script(int stepCount)
{
    private readonly StringBuilder _text = new();
    private int _steps;

    /// <param name="title">What is done.</param>
    /// <param name="advice">What to look at where it fails.</param>
    public void Step(string title, string advice)
    {
        _steps++;
        _text.Append('\n').Append(Bash.Command("step", $"{_steps}/{stepCount} {title}")).Append(" \\\n  ")
            .Append(Bash.Quote(advice)).Append('\n');
    }

    public void Comment(string text) => _text.Append("# ").Append(text).Append('\n');

    public void Line(string text) => _text.Append(text).Append('\n');

    /// <summary>A command for what is not yet in a list.</summary>
    /// <param name="list">Name of the variable that holds the list, a line each.</param>
    /// <param name="entry">The line.</param>
    /// <param name="words">The command.</param>
    public void Unless(string list, string entry, params IReadOnlyList<string> words) =>
        Line($"has \"${list}\" {Bash.Quote(entry)} ||\n  {Bash.Command(words)}");

    /// <summary>One command for all that is not yet in a list.</summary>
    /// <param name="list">Name of the variable that holds the list, a line each.</param>
    /// <param name="entries">The lines.</param>
    /// <param name="words">The command, to which those that lack are added.</param>
    public void UnlessAll(string list, IEnumerable<string> entries, params IReadOnlyList<string> words)
    {
        Line("missing=()");
        foreach (var entry in entries.Select(Bash.Quote))
        {
            Line($"has \"${list}\" {entry} || missing+=({entry})");
        }
        Line($"[ ${{#missing[@]}} = 0 ] || {Bash.Command(words)} \"${{missing[@]}}\"");
    }

    public override string ToString() => _text.ToString();
}
