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

    public void Command(params IReadOnlyList<string> words) => Line(Bash.Command(words));

    /// <summary>A command whose last words are written for bash already.</summary>
    public void Command(IReadOnlyList<string> words, params IReadOnlyList<string> written) =>
        Line(Bash.Written([.. words.Select(Bash.Quote), .. written]));

    /// <summary>A command for what is not yet in a list.</summary>
    /// <param name="list">Name of the variable that holds the list, a line each.</param>
    /// <param name="entry">The line.</param>
    /// <param name="words">The command.</param>
    public void Unless(string list, string entry, params IReadOnlyList<string> words) =>
        Line($"has \"${list}\" {Bash.Quote(entry)} ||\n  {Bash.Command(words)}");

    public override string ToString() => _text.ToString();
}
