using System.Diagnostics;
using System.Runtime.InteropServices;
using Shop.LocalCloud.Hosting;
using Shop.LocalCloud.Tests.Hosting;

namespace Shop.LocalCloud.Tests;

/// <summary>
/// The program as a shell sees it: its exit codes, its two output streams, and the signals it obeys.
/// </summary>
public sealed class ProgramTests : IDisposable
{
    private static readonly string _program = FunctionBinaries.PathOf(AppContext.BaseDirectory, "LocalCloud");

    // Nobody runs the function there; the suite comes up without it.
    private const string WithoutFunctions = "--external ImageProcessor=http://127.0.0.1:9";

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("localcloud-");

    public void Dispose() => _data.Delete(recursive: true);

    [Theory]
    [InlineData("--cloud-port nine", 2, "--cloud-port must be a port, 0-65535, not 'nine'")]
    [InlineData("--only Nobody", 2, "--only names 'Nobody', which is not a function")]
    public async Task WrongUsage_IsToldOnStandardError(string arguments, int exitCode, string message)
    {
        using var program = Start(arguments);
        var error = await program.StandardError.ReadToEndAsync().WaitAsync(Patience.Bound);

        await program.WaitForExitAsync().WaitAsync(Patience.Bound);

        Assert.Equal(exitCode, program.ExitCode);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Equal("", await program.StandardOutput.ReadToEndAsync());
    }

    [SkippableTheory]
    [InlineData(2)]
    [InlineData(15)]
    public async Task Signal_EndsTheSuiteCleanly(int signal)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no such signals");
        using var program = Start(WithoutFunctions);
        await UntilReadyAsync(program);

        Assert.Equal(0, kill(program.Id, signal));

        await program.WaitForExitAsync().WaitAsync(Patience.Bound);
        Assert.Equal(0, program.ExitCode);
    }

    [Fact]
    public async Task DataFolderInUse_IsAFailureUntilItsUserIsGoneEvenIfKilled()
    {
        using var first = Start(WithoutFunctions);
        await UntilReadyAsync(first);
        using var second = Start(WithoutFunctions);
        await second.WaitForExitAsync().WaitAsync(Patience.Bound);
        Assert.Equal(1, second.ExitCode);
        Assert.Contains(
            "is in use by another LocalCloud", await second.StandardError.ReadToEndAsync(), StringComparison.Ordinal);

        first.Kill();
        await first.WaitForExitAsync().WaitAsync(Patience.Bound);
        using var third = Start(WithoutFunctions);
        await UntilReadyAsync(third);
        third.Kill();
        await third.WaitForExitAsync().WaitAsync(Patience.Bound);
    }

    private Process Start(string arguments)
    {
        var start = new ProcessStartInfo(FunctionBinaries.Dotnet())
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])
            ["exec", _program, "--data", _data.FullName, "--pubsub-port", "0", .. arguments.Split(' ')])
        {
            start.ArgumentList.Add(argument);
        }
        if (!arguments.Contains("--cloud-port", StringComparison.Ordinal))
        {
            start.ArgumentList.Add("--cloud-port");
            start.ArgumentList.Add("0");
        }
        return Process.Start(start)!;
    }

    private static async Task UntilReadyAsync(Process program)
    {
        string? line;
        do
        {
            line = await program.StandardOutput.ReadLineAsync().WaitAsync(Patience.Bound);
            Assert.NotNull(line);
        }
        while (line != Announcement.Ready);
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int process, int signal);
}
