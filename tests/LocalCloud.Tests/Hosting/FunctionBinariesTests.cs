using Shop.LocalCloud.Hosting;

namespace Shop.LocalCloud.Tests.Hosting;

public class FunctionBinariesTests
{
    [Theory]
    [InlineData("/repo/artifacts/polyfills/bin/LocalCloud/debug/", "/repo/artifacts/polyfills/bin/Orders/debug/Orders.dll")]
    [InlineData("/repo/artifacts/upstream/bin/LocalCloud/release", "/repo/artifacts/upstream/bin/Orders/release/Orders.dll")]
    public void Function_LiesBesideLocalCloud(string program, string expected) =>
        Assert.Equal(Path.GetFullPath(expected), FunctionBinaries.PathOf(program, "Orders"));

    [Fact]
    public void MissingFunctions_AreAllNamedWithTheCure()
    {
        var fault = Assert.Throws<SuiteFailedException>(
            () => FunctionBinaries.RequireAll(AppContext.BaseDirectory, [TestFunction.Name, "NoSuch", "Neither"]));

        Assert.Contains("NoSuch.dll", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Neither.dll", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("LocalCloud.Tests.dll", fault.Message, StringComparison.Ordinal);
        Assert.Contains("dotnet build", fault.Message, StringComparison.Ordinal);
    }
}
