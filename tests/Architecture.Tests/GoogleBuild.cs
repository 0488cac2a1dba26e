using System.Diagnostics;
using System.Text.Json;

namespace Shop.Architecture.Tests;

/// <summary>
/// How projects look to Google's buildpack, which restores without a configuration and then publishes with one, without
/// another restore.
/// </summary>
public sealed class GoogleBuild
{
    private static readonly string[] _properties =
    [
        "RuntimeIdentifier", "SelfContained", "PublishReadyToRun", "UpstreamPackages", "TargetFramework",
        "ArtifactsPath",
    ];

    [Fact]
    public async Task Functions_AreCompiledAheadOfTime_AndRestoredForJustThat()
    {
        var restored = await EvaluateAsync(forGoogle: true);
        var published = await EvaluateAsync(forGoogle: true, "-p:Configuration=Release", "-p:_IsPublishing=true");

        Assert.Equal("true", published.GetProperty("PublishReadyToRun").GetString());
        Assert.Equal("false", published.GetProperty("SelfContained").GetString());
        Assert.Equal(published.GetRawText(), restored.GetRawText());
    }

    [Fact]
    public async Task Elsewhere_FunctionsAreForThePlatformTheyAreBuiltOn()
    {
        var built = await EvaluateAsync(forGoogle: false, "-p:Configuration=Release");

        Assert.Equal("", built.GetProperty("PublishReadyToRun").GetString());
        Assert.Equal("", built.GetProperty("RuntimeIdentifier").GetString());
    }

    private static async Task<JsonElement> EvaluateAsync(bool forGoogle, params IEnumerable<string> arguments)
    {
        const string Function = "functions/Api";
        var start = new ProcessStartInfo(
            "dotnet", ["msbuild", Function, "-getProperty:" + string.Join(',', _properties), .. arguments])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
        };
        start.Environment["GOOGLE_BUILDABLE"] = forGoogle ? Function : "";
        using var msbuild = Process.Start(start)!;
        var output = await msbuild.StandardOutput.ReadToEndAsync();
        await msbuild.WaitForExitAsync();
        return JsonElement.Parse(output).GetProperty("Properties");
    }
}
