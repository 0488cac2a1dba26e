using System.Net;
using System.Text.Json;
using Shop.Architecture.Tests;
using Shop.Topology;

namespace Shop.Buildpack.Tests;

/// <summary>
/// Every function, from what is uploaded to the first answer, as on Google's machines. Names of settings are those of
/// the buildpack (GoogleCloudPlatform/buildpacks, cmd/dotnet/publish); what it does beside is to fetch an SDK.
/// </summary>
public sealed class FunctionsAsGoogleBuildsThem(GoogleBuild build) : IClassFixture<GoogleBuild>
{
    private static readonly SuiteTopology _topology =
        TopologyFile.Read(Path.Combine(Repository.Root, "deploy", "topology.json"));

    // What a deployment is told; the one that must be is not left out.
    private static readonly ResourceNames _names = ResourceNames.Deployed("shop-test") with
    {
        Parameters = new Dictionary<string, string> { ["authAudience"] = "shop.apps.example" },
    };

    public static TheoryData<string> Functions => [.. _topology.Functions.Select(function => function.Name)];

    [Theory, MemberData(nameof(Functions))]
    public async Task Function_IsBuiltStartsAndAnswers(string name)
    {
        var function = _topology.Functions.Single(each => each.Name == name);

        var folder = await build.PublishAsync(function);

        AssertOneProgram(folder, name);
        await using var running = await DeployedFunction.StartAsync(function, folder, Variables(function));
        using var http = new HttpClient { BaseAddress = running.Address };
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(new Uri("robots.txt", UriKind.Relative))).StatusCode);
        if (function.Deployment!.Public)
        {
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri("healthz", UriKind.Relative))).StatusCode);
        }
    }

    [SkippableFact]
    public void Packages_AreThoseThatGoogleUses() => Skip.IfNot(
        GoogleBuild.UsesPublishedPackages,
        "The registry of this machine lacks published packages: functions are built as Google does it, but with the "
            + "polyfills (UpstreamPackages=false).");

    // The buildpack finds out which runtime to install from the one such file, and starts what is named as the project.
    private static void AssertOneProgram(string folder, string name)
    {
        var settings = Assert.Single(Directory.EnumerateFiles(folder, "*runtimeconfig.json"));
        Assert.Equal(name + ".runtimeconfig.json", Path.GetFileName(settings));
        Assert.True(File.Exists(Path.Combine(folder, name + ".dll")));
        var options = JsonElement.Parse(File.ReadAllText(settings)).GetProperty("runtimeOptions");
        var frameworks = options.TryGetProperty("frameworks", out var several)
            ? several.EnumerateArray().ToList()
            : [options.GetProperty("framework")];
        Assert.Contains(
            frameworks, framework => framework.GetProperty("name").GetString() == "Microsoft.AspNetCore.App");
        // The image has no ICU.
        Assert.True(options.GetProperty("configProperties").GetProperty("System.Globalization.Invariant").GetBoolean());
    }

    // A secret of a laptop is as good as any: Secret Manager gives it out as a variable.
    private static Dictionary<string, string> Variables(FunctionSpec function) =>
        FunctionVariables.Of(function, _topology, _names)
            .Concat((function.Secrets ?? new Dictionary<string, string>()).Keys
                .Select(variable => KeyValuePair.Create(variable, function.LocalEnvironment![variable])))
            .ToDictionary();
}
