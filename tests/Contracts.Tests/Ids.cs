namespace Shop.Contracts.Tests;

public sealed class Ids
{
    private const string Uuid = "019a9e3f-8a2b-7c3d-9e4f-0123456789ab";

    public static TheoryData<string, bool> Customers => new()
    {
        { "auth0|5f7c8ec7c33c6c004bbafe82", true },
        { "110169484474386276334", true },
        { " !#$&'()*+,-./:;<=>?@[]^_`{|}~", true },
        { new string('x', 128), true },
        { new string('x', 129), false },
        { "", false },
        { "100%", false },
        { "\"quoted\"", false },
        { "Zoë", false },
        { "a\n", false },
        { "a\u007f", false },
    };

    public static TheoryData<string, bool> Skus => new()
    {
        { "mug", true },
        { "0", true },
        { "tea.earl-grey_50", true },
        { "a" + new string('-', 63), true },
        { "a" + new string('-', 64), false },
        { "", false },
        { "Mug", false },
        { "-mug", false },
        { ".", false },
        { "..", false },
        { "_mug", false },
        { "a/b", false },
        { "tasse-grün", false },
        { "mug ", false },
        { "mug\n", false },
    };

    [Theory]
    [InlineData(Uuid, true)]
    [InlineData("00000000-0000-0000-0000-000000000000", true)]
    [InlineData("019A9E3F-8A2B-7C3D-9E4F-0123456789AB", false)]
    [InlineData("019a9e3f8a2b7c3d9e4f0123456789ab", false)]
    [InlineData("{019a9e3f-8a2b-7c3d-9e4f-0123456789ab}", false)]
    [InlineData("019a9e3f-8a2b-7c3d-9e4f-0123456789a", false)]
    [InlineData("019a9e3f-8a2b-7c3d-9e4f-0123456789abc", false)]
    [InlineData("019a9e3f-8a2b-7c3d-9e4f-0123456789ag", false)]
    [InlineData("019a9e3f-8a2b7-c3d-9e4f-0123456789ab", false)]
    [InlineData("0x9a9e3f-8a2b-7c3d-9e4f-0123456789ab", false)]
    [InlineData(" 19a9e3f-8a2b-7c3d-9e4f-0123456789ab", false)]
    [InlineData("", false)]
    public void OrderId_IsALowerCaseUuid(string text, bool valid) =>
        Assert.Equal(valid, OrderId.TryParse(text, out _));

    [Theory, MemberData(nameof(Customers))]
    public void CustomerId_IsWhatAnAttributeCarries(string text, bool valid) =>
        Assert.Equal(valid, CustomerId.TryParse(text, out _));

    [Theory, MemberData(nameof(Skus))]
    public void Sku_IsAPlainName(string text, bool valid) => Assert.Equal(valid, Sku.TryParse(text, out _));

    [Fact]
    public void NoText_IsNoId()
    {
        Assert.False(OrderId.TryParse(null, out _));
        Assert.False(CustomerId.TryParse(null, out _));
        Assert.False(Sku.TryParse(null, out _));
    }

    [Fact]
    public void OtherText_ThrowsWhatTheFormIs()
    {
        Assert.Throws<FormatException>(() => OrderId.Parse("7"));
        Assert.Throws<FormatException>(() => CustomerId.Parse(""));
        var fault = Assert.Throws<FormatException>(() => Sku.Parse("Mug"));
        Assert.StartsWith("A SKU is 1 to 64 lower-case letters", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SameText_SameId()
    {
        Assert.Equal(OrderId.Parse(Uuid), OrderId.Of(Guid.Parse(Uuid)));
        Assert.Equal(Uuid, OrderId.Parse(Uuid).ToString());
        Assert.Equal(Sku.Parse("mug"), Sku.Parse("mug"));
        Assert.NotEqual(CustomerId.Parse("a"), CustomerId.Parse("A"));
    }
}
