using Shop.LocalCloud.Eventarc;

namespace Shop.LocalCloud.Tests.Eventarc;

public sealed class BackoffTests
{
    private static readonly Backoff TenToSixHundred = new(
        TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(600));

    [Theory]
    [InlineData(1, 0, 10)]
    [InlineData(1, 1, 20)]
    [InlineData(2, 1, 40)]
    [InlineData(2, 0.5, 25)]
    [InlineData(5, 1, 320)]
    [InlineData(6, 1, 600)]
    [InlineData(7, 0, 10)]
    [InlineData(1_000_000, 1, 600)]
    public void Wait_DoublesWithinItsBounds(int attempt, double jitter, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), TenToSixHundred.After(attempt, jitter));

    [Fact]
    public void NoBackoff_IsNoWait() =>
        Assert.Equal(TimeSpan.Zero, new Backoff(TimeSpan.Zero, TimeSpan.Zero).After(30, 1));

    [Theory]
    [InlineData("plain/name.jpg", "plain/name.jpg")]
    [InlineData("a b", "a%20b")]
    [InlineData("100%", "100%25")]
    [InlineData("\"q\"", "%22q%22")]
    [InlineData("é😀", "%C3%A9%F0%9F%98%80")]
    [InlineData("tab\tdel\u007f", "tab%09del%7F")]
    [InlineData("~!#$&'()*+,;=:@?[]{}|\\^`<>", "~!#$&'()*+,;=:@?[]{}|\\^`<>")]
    public void HeaderValue_IsEncodedAsTheHttpBindingSays(string value, string expected)
    {
        Assert.Equal(expected, StorageEvent.EncodeHeader(value));
        Assert.Equal(value, Uri.UnescapeDataString(expected));
    }
}
