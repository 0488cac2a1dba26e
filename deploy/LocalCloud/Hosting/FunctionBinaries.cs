using System.Runtime.InteropServices;

namespace Shop.LocalCloud.Hosting;

/// <summary>Finds what the build made of a function, beside what it made of LocalCloud.</summary>
internal static class FunctionBinaries
{
    /// <param name="programFolder">Where LocalCloud lies: <c>…/bin/LocalCloud/debug/</c>.</param>
    /// <param name="function">The job.</param>
    /// <returns><c>…/bin/Job/debug/Job.dll</c>, whether or not it exists.</returns>
    public static string PathOf(string programFolder, string function)
    {
        var program = new DirectoryInfo(Path.TrimEndingDirectorySeparator(programFolder));
        var all = program.Parent?.Parent
            ?? throw new SuiteFailedException($"{programFolder} is not where a build puts LocalCloud");
        return Path.Combine(all.FullName, function, program.Name, function + ".dll");
    }

    /// <exception cref="SuiteFailedException">Some are missing; the message names them all.</exception>
    public static void RequireAll(string programFolder, IEnumerable<string> functions)
    {
        var missing = functions.Select(function => PathOf(programFolder, function))
            .Where(path => !File.Exists(path))
            .ToList();
        if (missing.Count > 0)
        {
            throw new SuiteFailedException(
                $"not built yet: {string.Join(", ", missing)}. Run 'dotnet build' in the repository first");
        }
    }

    /// <summary>The <c>dotnet</c> that runs this process, which need not be the one on the path.</summary>
    public static string Dotnet()
    {
        // shared/Microsoft.NETCore.App/<version>/ lies below it.
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var dotnet = Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        return File.Exists(dotnet) ? dotnet : "dotnet";
    }
}
