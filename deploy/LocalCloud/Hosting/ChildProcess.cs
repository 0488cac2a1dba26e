using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Shop.LocalCloud.Hosting;

/// <summary>A process that this one started: its output line by line, its end, and ways to end it.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    // Its output may be held open by what it started itself; nobody waits long for that.
    private static readonly TimeSpan DrainWithin = TimeSpan.FromSeconds(1);

    private const int SigTerm = 15;

    private readonly Process _process;
    private readonly TimeSpan _endWithin;

    private ChildProcess(Process process, TimeSpan endWithin, Action<string> line)
    {
        _process = process;
        _endWithin = endWithin;
        Exited = WaitAsync(
            OutputLines.ReadAsync(process.StandardOutput, line),
            OutputLines.ReadAsync(process.StandardError, line));
    }

    public Task<int> Exited { get; }

    /// <param name="start">The program; its streams are redirected here.</param>
    /// <param name="endWithin">What it may take to end when asked to, before it is killed.</param>
    /// <param name="line">Called for each line that the process writes, from two threads.</param>
    public static ChildProcess Start(ProcessStartInfo start, TimeSpan endWithin, Action<string> line)
    {
        start.UseShellExecute = false;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        // Never written to: see StartupHook.
        start.RedirectStandardInput = true;
        var process = Process.Start(start)
            ?? throw new InvalidOperationException($"{start.FileName} was not started as a new process");
        return new ChildProcess(process, endWithin, line);
    }

    /// <summary>Ends it at once; nothing happens where it has ended already.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await EndAsync();
        }
        await Exited;
        _process.Dispose();
    }

    private async Task EndAsync()
    {
        // Windows has no signal that asks a console program to end.
        if (!OperatingSystem.IsWindows() && kill(_process.Id, SigTerm) == 0)
        {
            try
            {
                await _process.WaitForExitAsync().WaitAsync(_endWithin);
                return;
            }
            catch (TimeoutException)
            {
                // It had its time.
            }
        }
        _process.Kill(entireProcessTree: true);
    }

    private async Task<int> WaitAsync(Task output, Task error)
    {
        await _process.WaitForExitAsync();
        await Task.WhenAny(Task.WhenAll(output, error), Task.Delay(DrainWithin));
        return _process.ExitCode;
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int process, int signal);
}
