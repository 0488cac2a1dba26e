using Shop.LocalCloud.Logs;

namespace Shop.LocalCloud.Tests.Logs;

public sealed class SuiteLogTests : IDisposable
{
    private readonly StringWriter _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public void Lines_AreHeadedByWhoWroteThem()
    {
        var log = new SuiteLog(_output, ["Api", "ImageProcessor"], colour: false);

        log.Line("Api", "one");
        log.Line("ImageProcessor", "");
        log.Line(SuiteLog.Cloud, "three");

        Assert.Equal(
            ["Api            | one", "ImageProcessor | ", "cloud          | three"],
            _output.ToString().TrimEnd('\r', '\n').Split(Environment.NewLine));
    }

    [Fact]
    public void Colour_EndsBeforeTheLineBegins()
    {
        new SuiteLog(_output, ["Api"], colour: true).Line("Api", "text");

        Assert.Equal("\e[36mApi   |\e[0m text" + Environment.NewLine, _output.ToString());
    }

    [Theory]
    [InlineData(false, null, "xterm", true)]
    [InlineData(false, "", "xterm", true)]
    [InlineData(false, null, null, true)]
    [InlineData(true, null, "xterm", false)]
    [InlineData(false, "1", "xterm", false)]
    [InlineData(false, null, "dumb", false)]
    public void Colours_FitATerminalThatWantsThem(bool redirected, string? noColor, string? terminal, bool fit) =>
        Assert.Equal(fit, SuiteLog.ColoursFit(redirected, noColor, terminal));

    [Fact]
    public void ManyWriters_NeverShareALine()
    {
        const int Lines = 2000;
        var log = new SuiteLog(_output, ["a", "b", "c"], colour: false);

        Parallel.ForEach(new[] { "a", "b", "c" }, source =>
        {
            for (var count = 0; count < Lines; count++)
            {
                log.Line(source, new string(source[0], 40));
            }
        });

        var written = _output.ToString().TrimEnd('\r', '\n').Split(Environment.NewLine);
        Assert.Equal(3 * Lines, written.Length);
        Assert.All(written, line => Assert.Equal($"{line[0]}     | {new string(line[0], 40)}", line));
    }
}
