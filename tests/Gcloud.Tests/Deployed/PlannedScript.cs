namespace Shop.Gcloud.Tests.Deployed;

/// <summary>The planned script as the real gcloud runs it, from the first line to the last.</summary>
public sealed class PlannedScript
{
    [SkippableFact]
    public async Task MissingSecret_StopsTheRunAndSaysWhatToDo()
    {
        var suite = await DeployedSuite.Async;

        Assert.Equal(1, suite.First.ExitCode);
        Assert.Contains("Stopped at \"6/12 Secrets\"", suite.First.Errors, StringComparison.Ordinal);
        Assert.Contains(
            "gcloud secrets versions add webhook-secrets --data-file=-", suite.First.Errors, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task WholeRun_EndsWell()
    {
        var suite = await DeployedSuite.Async;

        Assert.EndsWith("Done.\n", suite.Second.Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task RunOnceMore_ChangesNothing()
    {
        var suite = await DeployedSuite.Async;

        Assert.NotEmpty(suite.Third);
        Assert.DoesNotContain(suite.Third, request => request.Changed);
        // Policies are written back as they were read; nothing else is even tried.
        Assert.All(
            suite.Third.Where(request => request.IsWrite),
            request => Assert.Matches("IamPolicy|/iam|generateServiceIdentity", request.Path));
    }
}
