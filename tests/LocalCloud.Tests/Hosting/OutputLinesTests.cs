using Shop.LocalCloud.Hosting;

namespace Shop.LocalCloud.Tests.Hosting;

public class OutputLinesTests
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData("a", new[] { "a" })]
    [InlineData("a\n", new[] { "a" })]
    [InlineData("a\r\nb\r\n", new[] { "a", "b" })]
    [InlineData("\n\nz", new[] { "", "", "z" })]
    public async Task Output_IsCutAtLineEnds(string output, string[] expected) =>
        Assert.Equal(expected, await ReadAsync(output));

    [Fact]
    public async Task LineWithoutEnd_IsShownInParts()
    {
        var lines = await ReadAsync(new string('x', OutputLines.LineLengthMax + 1));

        Assert.Equal([OutputLines.LineLengthMax, 1], lines.Select(line => line.Length));
    }

    [Fact]
    public void LastLines_KeepTheEnd()
    {
        var lines = new LastLines();
        for (var number = 1; number <= LastLines.LinesMax + 2; number++)
        {
            lines.Add($"{number}");
        }

        Assert.Equal(LastLines.LinesMax, lines.All.Count);
        Assert.Equal("3", lines.All[0]);
    }

    private static async Task<List<string>> ReadAsync(string output)
    {
        var lines = new List<string>();
        using var reader = new StringReader(output);
        await OutputLines.ReadAsync(reader, lines.Add);
        return lines;
    }
}
