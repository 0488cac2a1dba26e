using System.Diagnostics;
using System.Reflection;
using Shop.Topology;

namespace Shop.Buildpack.Tests;

/// <summary>
/// One copy of what is uploaded, in which each function is built as Google's buildpack for .NET does it: restored as it
/// is, then published as Release without another restore. They share the copy, so that what they share is built once.
/// </summary>
public sealed class GoogleBuild : IDisposable
{
    // Far beyond what any of them takes: it only turns a hang into a failure that says where.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(15);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("upload-");
    private readonly Lazy<string> _source;

    public GoogleBuild() => _source = new(() =>
    {
        var source = Path.Combine(_folder.FullName, "workspace");
        Upload.CopyTo(source);
        return source;
    });

    /// <summary>Whether the published packages are used, as Google's build machines do.</summary>
    public static bool UsesPublishedPackages { get; } = typeof(GoogleBuild).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(each => each.Key == "UpstreamPackages").Value == "true";

    public void Dispose() => _folder.Delete(recursive: true);

    /// <returns>The folder that the function is started from.</returns>
    public async Task<string> PublishAsync(FunctionSpec function)
    {
        var output = Path.Combine(_folder.FullName, function.Name);
        // The buildpack takes the only project file below the folder, however deep.
        var project = Assert.Single(Directory.EnumerateFiles(
            Path.Combine(_source.Value, function.Project), "*.*proj", SearchOption.AllDirectories));
        await DotnetAsync(function, "restore", project);
        await DotnetAsync(
            function, "publish", "-nologo", "--verbosity", "minimal", "--configuration", "Release", "--output", output,
            "--no-restore", project);
        return output;
    }

    private async Task DotnetAsync(FunctionSpec function, params string[] arguments)
    {
        var log = Path.Combine(_folder.FullName, function.Name + ".log");
        // By a file: the compiler's server lives on with whatever pipe it is given.
        var start = new ProcessStartInfo("bash", ["-c", "exec dotnet \"${@:2}\" >>\"$1\" 2>&1", "bash", log, .. arguments])
        {
            WorkingDirectory = _source.Value,
        };
        start.Environment["GOOGLE_BUILDABLE"] = function.Project;
        // Nodes that wait for more work would outlive the test.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment.Remove("UpstreamPackages");
        if (!UsesPublishedPackages)
        {
            start.Environment["UpstreamPackages"] = "false";
        }
        using var dotnet = Process.Start(start)!;
        using var patience = new CancellationTokenSource(_patience);
        try
        {
            await dotnet.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            dotnet.Kill(entireProcessTree: true);
            throw new TimeoutException($"dotnet {arguments[0]} of {function.Name} did not end.\n{File.ReadAllText(log)}");
        }
        Assert.True(dotnet.ExitCode == 0, $"dotnet {arguments[0]} of {function.Name}:\n{File.ReadAllText(log)}");
    }
}
