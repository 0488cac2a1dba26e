using Shop.ImageProcessor.Images;
using Shop.ImageProcessor.Rules;

namespace Shop.ImageProcessor.Tests.Rules;

public sealed class OutputTemplates
{
    [Theory]
    [InlineData("{name}/{variant}.{extension}", "a/b.jpg/small.webp")]
    [InlineData("{variant}/{name}.{extension}", "small/a/b.jpg.webp")]
    [InlineData("out/{name}@{variant}.webp", "out/a/b.jpg@small.webp")]
    [InlineData("/../{name}//{variant}-x.{extension}", "/../a/b.jpg//small-x.webp")]
    public void Template_IsFilledIn(string template, string name) =>
        Assert.Equal(name, OutputTemplate.Parse(template).Template!.For("a/b.jpg", "small", OutputFormat.Webp));

    [Fact]
    public void PlaceholderInAName_IsNotFilledIn() => Assert.Equal(
        "{variant}{extension}/small.jpg", OutputTemplate.Default.For("{variant}{extension}", "small", OutputFormat.Jpeg));

    [Theory]
    [InlineData("{name}/x.{extension}")]
    [InlineData("{variant}.{extension}")]
    [InlineData("{name}/{name}/{variant}.{extension}")]
    [InlineData("{name}/{variant}/{variant}.{extension}")]
    [InlineData("{name}/{variant}")]
    [InlineData("{name}/{variant}.json")]
    [InlineData("{name}/{variant}{extension}")]
    [InlineData("{extension}/{name}/{variant}.jpg")]
    [InlineData("{variant}/{name}")]
    [InlineData("{variant}.jpg/{name}")]
    [InlineData("{name}{variant}.{extension}")]
    [InlineData("{name}-{variant}.{extension}")]
    [InlineData("{variant}x{name}.{extension}")]
    [InlineData("{name}/{variant}/{generation}.{extension}")]
    [InlineData("{Name}/{variant}.{extension}")]
    [InlineData("{name}/{variant}}.{extension}")]
    [InlineData("{name}\n/{variant}.{extension}")]
    public void TemplateThatCouldGiveOneNameTwice_IsRefused(string template)
    {
        var (parsed, fault) = OutputTemplate.Parse(template);

        Assert.Null(parsed);
        Assert.NotEmpty(fault!);
    }

    [Theory]
    [InlineData("{name}/{variant}.{extension}")]
    [InlineData("{variant}/{name}.{extension}")]
    [InlineData("{name}/x-{variant}-x.{extension}")]
    [InlineData("a{variant}a/a{name}a.jpg")]
    [InlineData("{name}.{variant}.jpeg")]
    public void TemplateThatIsAccepted_NamesEveryPairDifferently(string text)
    {
        var template = OutputTemplate.Parse(text).Template!;
        // Names and variants made of the very characters by which templates tell them apart.
        var names = Strings(["a", "/", "x", "-", ".", "a/a"], 3).Append("a.jpg/a").ToList();
        var variants = Strings(["a", "x", "-a"], 3).Where(variant => variant[0] != '-').ToList();
        var pairs = names.SelectMany(name => variants.Select(variant => template.For(name, variant, OutputFormat.Jpeg)));

        Assert.Equal(names.Distinct().Count() * variants.Distinct().Count(), pairs.Distinct().Count());
    }

    // All strings of one to so many of these parts.
    private static List<string> Strings(string[] parts, int count) => count == 1
        ? [.. parts]
        : [.. Strings(parts, count - 1).SelectMany(start => parts.Append("").Select(end => start + end)).Distinct()];
}
