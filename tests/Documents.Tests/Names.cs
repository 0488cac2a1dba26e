namespace Shop.Documents.Tests;

public sealed class Names
{
    [Fact]
    public void LegalNames_KnowTheirParts()
    {
        var name = new DocumentName("orders-of/ab/orders/é 1.x");

        Assert.Equal("é 1.x", name.Id);
        Assert.Equal(new CollectionName("orders-of/ab/orders"), name.Collection);
        Assert.Equal(name, name.Collection.Document("é 1.x"));
        Assert.Equal("orders-of/ab/orders/é 1.x", $"{name}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("a/b/c")]
    [InlineData("a/")]
    [InlineData("/b")]
    [InlineData("a//b/c")]
    [InlineData("a/.")]
    [InlineData("a/..")]
    [InlineData("./b")]
    [InlineData("a/__x__")]
    [InlineData("a/____")]
    [InlineData("__a__/b")]
    public void IllegalDocumentNames_AreRefused(string path) =>
        Assert.Throws<ArgumentException>(() => new DocumentName(path));

    [Theory]
    [InlineData("a/___")]
    [InlineData("a/__x")]
    [InlineData("a/...")]
    [InlineData("a/-")]
    public void UnusualDocumentNames_AreLegal(string path) => Assert.Equal(path, new DocumentName(path).Path);

    [Fact]
    public void IllegalCollectionsAndIds_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => new CollectionName("a/b"));
        Assert.Throws<ArgumentException>(() => new CollectionName("a").Document("b/c/d"));
        Assert.Throws<ArgumentException>(() => new CollectionName("a").Document(".."));
        // Not among the inline data above: an attribute cannot hold half a character.
        Assert.Throws<ArgumentException>(() => new CollectionName("a").Document("\ud800"));
    }

    [Fact]
    public void LengthIsCounted_InBytes()
    {
        var full = new string('é', DocumentLimits.IdBytesMax / 2);

        Assert.Equal(full, new DocumentName($"a/{full}").Id);
        Assert.Throws<ArgumentException>(() => new DocumentName($"a/{full}e"));
        Assert.Throws<ArgumentException>(() => new DocumentName($"{full}/{full}/{full}/{full}/a/b"));
    }

    [Fact]
    public void NameThatWasNeverGiven_IsFoundOutAtItsFirstUse() =>
        Assert.Throws<InvalidOperationException>(() => default(DocumentName).Path);
}
