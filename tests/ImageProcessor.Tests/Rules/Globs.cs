using Shop.ImageProcessor.Rules;

namespace Shop.ImageProcessor.Tests.Rules;

public sealed class Globs
{
    [Theory]
    // Text stands for itself, in its own case.
    [InlineData("a/b.jpg", "a/b.jpg", true)]
    [InlineData("a/b.jpg", "a/B.jpg", false)]
    [InlineData("a/b.jpg", "a/b.jpg/c", false)]
    [InlineData("a/b.jpg", "x/a/b.jpg", false)]
    [InlineData("a.b", "axb", false)]
    // One star: within a segment.
    [InlineData("*", "photo.jpg", true)]
    [InlineData("*", "a/photo.jpg", false)]
    [InlineData("*.jpg", ".jpg", true)]
    [InlineData("a/*/c", "a/b/c", true)]
    [InlineData("a/*/c", "a//c", true)]
    [InlineData("a/*/c", "a/b/b/c", false)]
    [InlineData("a*b*c", "a1b2b3c", true)]
    [InlineData("a*b*c", "a1b2b3", false)]
    // Two stars: across segments.
    [InlineData("**", "", true)]
    [InlineData("**", "a/b/c", true)]
    [InlineData("avatars/**", "avatars/a", true)]
    [InlineData("avatars/**", "avatars/a/b/c.jpg", true)]
    [InlineData("avatars/**", "avatars", false)]
    [InlineData("avatars/**", "my-avatars/a", false)]
    [InlineData("a**z", "a/b/z", true)]
    // Folders: none, one or several, but whole ones.
    [InlineData("**/*.tmp", "x.tmp", true)]
    [InlineData("**/*.tmp", "a/x.tmp", true)]
    [InlineData("**/*.tmp", "a/b/x.tmp", true)]
    [InlineData("**/*.tmp", "a/x.tmp/y", false)]
    [InlineData("**/raw/*", "raw/x", true)]
    [InlineData("**/raw/*", "a/raw/x", true)]
    [InlineData("**/raw/*", "draw/x", false)]
    [InlineData("a/**/z", "a/z", true)]
    [InlineData("a/**/z", "a/b/c/z", true)]
    [InlineData("a/**/z", "a/bz", false)]
    // One character, however many bytes it has.
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "a/c", false)]
    [InlineData("a?c", "ac", false)]
    [InlineData("?", "é", true)]
    [InlineData("?", "😀", true)]
    [InlineData("??", "😀", false)]
    // Names are no paths.
    [InlineData("a/**", "a/../b", true)]
    [InlineData("b", "a/../b", false)]
    [InlineData("**/x", "/x", true)]
    [InlineData("/x", "x", false)]
    [InlineData("a//b", "a/b", false)]
    public void Pattern_MatchesWholeNames(string pattern, string name, bool matches) =>
        Assert.Equal(matches, new Glob(pattern).Matches(name));

    [Fact]
    public void PatternMadeToBeSlow_IsDecidedAllTheSame()
    {
        // A matcher that goes back and tries again would need more steps than there are atoms.
        var pattern = new Glob(string.Concat(Enumerable.Repeat("**a*", 60)) + "b");

        Assert.False(pattern.Matches(new string('a', 1024)));
        Assert.True(pattern.Matches(new string('a', 1023) + "b"));
    }

    [Theory]
    [InlineData("avatars/**", "avatars/")]
    [InlineData("a?b", "a")]
    [InlineData("a.jpg", "a.jpg")]
    [InlineData("**/a", "")]
    public void Beginning_IsWhatAllMatchesShare(string pattern, string beginning) =>
        Assert.Equal(beginning, new Glob(pattern).Beginning);
}
