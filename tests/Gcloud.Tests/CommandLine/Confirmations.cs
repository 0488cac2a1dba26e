using Shop.Gcloud.CommandLine;
using Shop.Gcloud.Tests.Deployed;

namespace Shop.Gcloud.Tests.CommandLine;

public sealed class Confirmations
{
    [Theory]
    [InlineData("shop-test\n", false, true)]
    [InlineData("shop-tes\n", false, false)]
    [InlineData("yes\n", false, false)]
    [InlineData("", false, false)]
    // Data is deleted only by whoever says so twice.
    [InlineData("shop-test\n", true, false)]
    [InlineData("shop-test\nshop-test\n", true, false)]
    [InlineData("shop-test\ndelete all data\n", true, true)]
    [InlineData("delete all data\nshop-test\n", true, false)]
    public void OnlyTheRightWords_GoOn(string typed, bool deletesData, bool goesOn)
    {
        var asked = new StringWriter();

        Assert.Equal(goesOn, Confirmation.Ask(DeployedSuite.Deployment, deletesData, new StringReader(typed), asked));
        Assert.Contains("In project shop-test, region europe-west1", asked.ToString(), StringComparison.Ordinal);
    }
}
