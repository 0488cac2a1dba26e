using Shop.Gcloud.Tests.ControlPlane;
using Shop.Gcloud.Tests.Deployed;

namespace Shop.Gcloud.Tests.CommandLine;

/// <summary>The program as a person starts it.</summary>
public sealed class Program
{
    private const string Where = "--project shop-test --region europe-west1 --parameter authAudience=shop.apps.example "
        + "--parameter operators=anna,bert --parameter notificationChannel=projects/shop-test/notificationChannels/1";

    [SkippableFact]
    public async Task CheckOfADeployedProject_EndsWithZero()
    {
        await using var cloud = await (await DeployedSuite.Async).CopyAsync();

        var checkedProject = (await RunAsync(cloud, $"check {Where}")).Succeeded();

        Assert.Equal("Everything is as deploy/topology.json says.\n", checkedProject.Output);
    }

    [SkippableFact]
    public async Task CheckOfAProjectWithAFault_EndsWithOneAndNamesTheRemedy()
    {
        await using var cloud = await (await DeployedSuite.Async).CopyAsync();
        cloud.State.Remove("//pubsub.googleapis.com/projects/shop-test/subscriptions/orders-to-views");

        var found = await RunAsync(cloud, $"check {Where}");

        Assert.Equal(1, found.ExitCode);
        Assert.Equal(
            "subscription orders-to-views: is not there: what is published meanwhile never reaches its function.\n"
            + "    Run apply.\n1 fault.\n",
            found.Output);
    }

    [SkippableFact]
    public async Task Apply_RunsTheScriptAndTakesItsExitCode()
    {
        await using var cloud = await StubCloud.StartAsync();
        cloud.State.Remove("//cloudresourcemanager.googleapis.com/projects/shop-test");

        var failed = await RunAsync(cloud, $"apply {Where}");

        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("== 1/12 APIs", failed.Output, StringComparison.Ordinal);
        Assert.Contains("Stopped at \"1/12 APIs\".\nEnabling APIs needs", failed.Errors, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task WrongOption_EndsWithTwo()
    {
        await using var cloud = await StubCloud.StartAsync();

        var refused = await RunAsync(cloud, "plan --region europe-west1");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("'--project' is required", refused.Errors, StringComparison.Ordinal);
    }

    private static async Task<ProcessOutcome> RunAsync(StubCloud cloud, string line)
    {
        using var gcloud = new GcloudProcess(cloud);
        var program = Path.Combine(AppContext.BaseDirectory, "Gcloud.dll");
        return await gcloud.BashAsync($"cd '{Repository.Root}' && dotnet '{program}' {line}");
    }
}
