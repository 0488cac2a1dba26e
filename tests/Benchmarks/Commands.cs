using System.Diagnostics;

namespace Shop.Benchmarks;

/// <summary>Programs that prepare something, and end.</summary>
internal static class Commands
{
    /// <summary>The root of the repository: nothing below here may depend on where it was started from.</summary>
    public static string Repository { get; } = FindRepository(AppContext.BaseDirectory);

    /// <exception cref="InvalidOperationException">It failed; the message holds what it wrote.</exception>
    public static async Task<string> RunAsync(string folder, string program, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = await Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output[0].Trim()
            : throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{string.Concat(output)}");
    }

    /// <returns>Whether there is such a program here.</returns>
    public static bool Exists(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private static string FindRepository(string folder) =>
        File.Exists(Path.Combine(folder, "Microservices.sln"))
            ? folder
            : FindRepository(Path.GetDirectoryName(folder)
                ?? throw new DirectoryNotFoundException("The benchmarks do not run in their repository."));
}
