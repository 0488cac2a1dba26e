using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shop.Gcloud.Planning;
using Shop.Gcloud.Tests.ControlPlane;
using Shop.Gcloud.Tests.ControlPlane.Apis;
using Shop.Gcloud.Tests.Deployed;

namespace Shop.Gcloud.Tests.Continuous;

/// <summary>cloudbuild.yaml: tests, then the plan, then the deployment of what has changed.</summary>
public sealed partial class BuildTests
{
    [Fact]
    public void File_IsSound() => BuildFile.AssertSound(BuildFile.Read());

    [SkippableFact]
    public async Task File_IsReadByGcloudAsItIsMeant()
    {
        await using var cloud = await StubCloud.StartAsync();
        cloud.State.Put(
            EnabledServices.Name(cloud.State, "cloudbuild.googleapis.com"),
            new JsonObject
            {
                ["name"] = $"projects/{cloud.State.Number}/services/cloudbuild.googleapis.com",
                ["config"] = new JsonObject { ["name"] = "cloudbuild.googleapis.com" },
                ["state"] = "ENABLED",
            });
        using var gcloud = new GcloudProcess(cloud);

        (await gcloud.RunAsync(
            "builds", "submit", "--no-source", "--async", $"--config={BuildFile.Path}",
            "--substitutions=^;^_AUTH_AUDIENCE=shop.apps.example;_OPERATORS=anna,bert", "--format=none")).Succeeded();

        var sent = Assert.Single(cloud.Requests.Writes).Body!;
        BuildFile.AssertSound(sent);
        Assert.Equal(
            ("shop.apps.example", "anna,bert", "europe-west1"), (
            (string?)sent["substitutions"]!["_AUTH_AUDIENCE"], (string?)sent["substitutions"]!["_OPERATORS"],
            (string?)sent["substitutions"]!["_REGION"]));
    }

    [Fact]
    public void Plan_GetsEveryParameterOfTheTopology()
    {
        var script = Script("plan");

        Assert.All(
            Repository.Topology.Parameters,
            parameter => Assert.Contains($"--parameter {parameter.Name}=\"$", script, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("true", 0, "The plan runs.")]
    [InlineData("false", 0, "Nothing is deployed")]
    [InlineData("", 1, "_DEPLOY must be true or false")]
    [InlineData("yes", 1, "_DEPLOY must be true or false")]
    public async Task Deployment_RunsThePlanWhereItIsWanted(string deploy, int exitCode, string says)
    {
        var folder = Directory.CreateTempSubdirectory("build-");
        try
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, "artifacts"));
            File.WriteAllText(Path.Combine(folder.FullName, "artifacts", "plan.sh"), "echo 'The plan runs.'");
            var (code, output) = await RunAsync("deploy", folder.FullName, ("DEPLOY", deploy));

            Assert.Equal(exitCode, code);
            Assert.Contains(says, output, StringComparison.Ordinal);
            Assert.Equal(deploy == "true", output.Contains("The plan runs.", StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task PlanWithoutAudience_EndsBeforeAnythingIsBuilt()
    {
        var (code, output) = await RunAsync("plan", Path.GetTempPath(), ("AUTH_AUDIENCE", ""));

        Assert.Equal(1, code);
        Assert.Contains("_AUTH_AUDIENCE is not set", output, StringComparison.Ordinal);
    }

    [Fact]
    public void DeployingAccount_HasEveryRoleThatThePlanAsksFor()
    {
        var plan = Plan.Of(DeployedSuite.Describe(Repository.Topology));
        var asked = Role().Matches(string.Join('\n', Advice().Matches(plan).Select(match => match.Value)))
            .Select(match => match.Value).Distinct().Order(StringComparer.Ordinal).ToList();
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "deploy", "README.md"));
        var given = readme[readme.IndexOf("for role in", StringComparison.Ordinal)..];
        given = given[..given.IndexOf("; do", StringComparison.Ordinal)];

        Assert.Contains("roles/cloudfunctions.admin", asked);
        Assert.All(asked, role => Assert.Contains(role["roles/".Length..], given.Split([' ', '\\', '\n'])));
    }

    private static string Script(string step) => (string)BuildFile.Read()["steps"]!.AsArray()
        .Single(each => (string?)each!["id"] == step)!["script"]!;

    private static async Task<(int Code, string Output)> RunAsync(
        string step, string folder, (string Name, string Value) variable)
    {
        var start = new ProcessStartInfo("bash", ["-c", Script(step)])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[variable.Name] = variable.Value;
        using var bash = Process.Start(start)!;
        var errors = bash.StandardError.ReadToEndAsync();
        var output = await bash.StandardOutput.ReadToEndAsync() + await errors;
        await bash.WaitForExitAsync();
        return (bash.ExitCode, output);
    }

    // The two words of "step": a title, and below it what to look at where it fails.
    [GeneratedRegex(@"^step '[^\n]*\\\n[^\n]*$", RegexOptions.Multiline)]
    private static partial Regex Advice();

    [GeneratedRegex(@"roles/[a-zA-Z.]*[a-zA-Z]")]
    private static partial Regex Role();
}
