namespace Shop.Eventing.Tests;

public sealed class Ids
{
    [Fact]
    public void DerivedIds_NeverChange() =>
        Assert.Equal("c868257b89f55be94a3f0c0687260d6f", EventIds.Derive("shop.image.processed.v1", "uploads", "photo.jpg", "1"));

    [Fact]
    public void DerivedIds_TellPartsApart() => Assert.Equal(
        4, new[] { EventIds.Derive("ab", "c"), EventIds.Derive("a", "bc"), EventIds.Derive("abc"), EventIds.Derive("abc", "") }
            .Distinct().Count());
}
