using System.Text;
using System.Text.RegularExpressions;

namespace Shop.Gcloud.Planning;

/// <summary>Text as bash reads it.</summary>
internal static partial class Bash
{
    private const int ColumnsMax = 110;

    /// <summary>One word that stands for exactly this text.</summary>
    public static string Quote(string text)
    {
        if (Plain().IsMatch(text))
        {
            return text;
        }
        // Of an option only the value, which reads better.
        var name = OptionName().Match(text).Value;
        return name + "'" + text[name.Length..].Replace("'", "'\\''", StringComparison.Ordinal) + "'";
    }

    /// <summary>A command of words that bash shall take as they are written.</summary>
    public static string Command(params IReadOnlyList<string> words) => Written([.. words.Select(Quote)]);

    /// <summary>A command of words that are written for bash already; broken where it is too long for a line.</summary>
    public static string Written(IReadOnlyList<string> words)
    {
        var line = string.Join(' ', words);
        if (line.Length <= ColumnsMax)
        {
            return line;
        }
        // What is done and to what stays together; each option has a line of its own.
        var options = words.TakeWhile(word => !word.StartsWith("--", StringComparison.Ordinal)).Count();
        var text = new StringBuilder(string.Join(' ', words.Take(options)));
        foreach (var word in words.Skip(options))
        {
            text.Append(" \\\n    ").Append(word);
        }
        return text.ToString();
    }

    [GeneratedRegex(@"^[A-Za-z0-9_@%+=:,./-]+\z")]
    private static partial Regex Plain();

    [GeneratedRegex("^--[a-z-]+=")]
    private static partial Regex OptionName();
}
