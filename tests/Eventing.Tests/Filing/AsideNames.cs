using Shop.Eventing.Filing;

namespace Shop.Eventing.Tests.Filing;

public sealed class AsideNames
{
    [Theory]
    [InlineData("orders-to-views/0a1b-2c3d.json", 17)]
    [InlineData("replaying/8/x", long.MaxValue)]
    [InlineData("/", 0)]
    public void AsideName_IsReadAsItWasWritten(string original, long generation)
    {
        var name = new AsideName(original, generation);

        Assert.Equal(name, AsideName.Parse(name.ToString()));
    }

    [Theory]
    [InlineData("orders-to-views/17/x")]
    [InlineData("replaying/")]
    [InlineData("replaying/17")]
    [InlineData("replaying/17/")]
    [InlineData("replaying//x")]
    [InlineData("replaying/-1/x")]
    [InlineData("replaying/ 1/x")]
    [InlineData("replaying/0a1b-2c3d.json")]
    [InlineData("replaying/99999999999999999999/x")]
    public void OtherName_IsNone(string name) => Assert.Null(AsideName.Parse(name));
}
