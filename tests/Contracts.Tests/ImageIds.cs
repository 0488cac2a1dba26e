namespace Shop.Contracts.Tests;

public sealed class ImageIds
{
    [Fact]
    public void SameObject_SameIdForEver() =>
        Assert.Equal("44c24f7c97bc4cbb5c4cd25d148e0e62", ImageId.Of("uploads", "photo.jpg").Value);

    [Fact]
    public void OtherBucketOrName_OtherId() => Assert.Equal(
        3, new[] { ImageId.Of("a", "bc"), ImageId.Of("ab", "c"), ImageId.Of("a", "bd") }.Distinct().Count());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0123456789abcdef0123456789abcde")]
    [InlineData("0123456789abcdef0123456789abcdef0")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF")]
    [InlineData("0123456789abcdef0123456789abcdeg")]
    public void AnythingButThirtyTwoLowerHexDigits_IsRefused(string? text) =>
        Assert.False(ImageId.TryParse(text, out _));

    [Fact]
    public void Id_ParsesFromItsText()
    {
        var id = ImageId.Of("uploads", "photo.jpg");

        Assert.True(ImageId.TryParse(id.ToString(), out var parsed));
        Assert.Equal(id, parsed);
    }
}
