namespace Shop.LocalCloud.Logs;

/// <summary>The output of the whole suite: whole lines, each headed by who wrote it.</summary>
internal sealed class SuiteLog(TextWriter output, IReadOnlyList<string> sources, bool colour)
{
    /// <summary>What the local cloud itself has to say.</summary>
    public const string Cloud = "cloud";

    private const string Reset = "\e[0m";

    private static readonly string[] _colours = ["\e[36m", "\e[33m", "\e[35m", "\e[32m", "\e[34m", "\e[31m"];

    private readonly Lock _gate = new();
    private readonly int _width = sources.Append(Cloud).Max(source => source.Length);

    /// <summary>
    /// NO_COLOR (no-color.org) with any value, or an output that is no terminal, turns colours off.
    /// </summary>
    public static bool ColoursFit(bool redirected, string? noColor, string? terminal) =>
        !redirected && string.IsNullOrEmpty(noColor) && terminal != "dumb";

    public void Line(string source, string line)
    {
        var padded = source.PadRight(_width);
        var head = colour ? $"{Colour(source)}{padded} |{Reset} " : $"{padded} | ";
        Text(head + line);
    }

    /// <summary>For people, without a head: may hold several lines, which stay together.</summary>
    public void Text(string text)
    {
        lock (_gate)
        {
            // One write: the terminal may be shared with other programs too.
            output.Write(text + Environment.NewLine);
            output.Flush();
        }
    }

    private string Colour(string source)
    {
        for (var index = 0; index < sources.Count; index++)
        {
            if (sources[index] == source)
            {
                return _colours[index % _colours.Length];
            }
        }
        return "\e[90m";
    }
}
