using System.CommandLine;
using Shop.Gcloud.CommandLine;
using Shop.Gcloud.Planning;
using Shop.Gcloud.Tests.Deployed;

namespace Shop.Gcloud.Tests.CommandLine;

public sealed class Options
{
    private const string Valid = "plan --project shop-test --region europe-west1 --parameter authAudience=a";

    private static readonly DeploymentOptions _options = new(Repository.Topology);

    private static readonly RootCommand _root = new()
    {
        PlanCommands.Plan(_options, Repository.Root), PlanCommands.Destroy(_options, Repository.Root),
    };

    [Theory]
    [InlineData("plan", "'--project' is required")]
    [InlineData("plan --project Shop", "--project must be an id of 6-30")]
    [InlineData("plan --project example.com:shop", "--project must be an id of 6-30")]
    [InlineData("plan --project shop-test", "'--region' is required")]
    [InlineData("plan --project shop-test --region Europe", "--region must be a region like europe-west1")]
    [InlineData("plan --project shop-test --region europe-west1", "--parameter authAudience=… is needed. Whom the ID tokens")]
    [InlineData(Valid + " --only Orders,Bogus", "--only names 'Bogus', which is not a function: there are Api,")]
    [InlineData(Valid + " --parameter operator=a", "--parameter names 'operator', which is none: there are authAudience,")]
    [InlineData(Valid + " --parameter operators", "--parameter must be NAME=VALUE, not 'operators'")]
    [InlineData(Valid + " --parameter authAudience=b", "--parameter gives 'authAudience' twice")]
    [InlineData(Valid + " --parameter operators=a|b", "--parameter operators must be printable ASCII without |")]
    [InlineData(Valid + " --parameter operators=ä", "--parameter operators must be printable ASCII without |")]
    [InlineData("destroy --project shop-test --region europe-west1 --only Orders", "Unrecognized command or argument '--only'")]
    public void WrongOption_IsNamedWithWhatIsRight(string line, string message) => Assert.Contains(
        _options.Faults(_root.Parse(line.Split(' '))),
        fault => fault.Contains(message, StringComparison.Ordinal));

    [Fact]
    public void Plan_IsAScriptThatNamesWhatWasGiven()
    {
        var parsed = _root.Parse([.. Valid.Split(' '), "--parameter", "operators=anna,it's"]);
        Assert.Empty(parsed.Errors);
        var output = new StringWriter();
        parsed.InvocationConfiguration.Output = output;

        Assert.Equal(ExitCode.Clean, parsed.Invoke());

        Assert.Contains("project=shop-test\nregion=europe-west1\n", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("OPERATORS=anna,it'\\''s|", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void OnlySome_LeavesTheOthersAlone()
    {
        var deployment = _options.Read(_root.Parse([.. Valid.Split(' '), "--only", "Orders"]), Repository.Root);

        var script = Plan.Of(deployment);

        Assert.Contains("gcloud functions deploy orders ", script, StringComparison.Ordinal);
        Assert.Contains("subscription inventory-to-orders inventory", script, StringComparison.Ordinal);
        Assert.DoesNotContain("functions deploy api", script, StringComparison.Ordinal);
        Assert.DoesNotContain("subscription orders-to-views", script, StringComparison.Ordinal);
        Assert.DoesNotContain("shop-inventory", script, StringComparison.Ordinal);
    }
}
