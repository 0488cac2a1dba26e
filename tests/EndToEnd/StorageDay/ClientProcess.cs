using System.ComponentModel;
using System.Diagnostics;

namespace Shop.EndToEnd.StorageDay;

/// <summary>Runs one of Google's clients, or a tool that brings it, with settings of its own.</summary>
internal sealed class ClientProcess : IDisposable
{
    /// <summary>Far beyond what any step takes; a client that hangs fails its test.</summary>
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private ClientProcess(Process process)
    {
        _process = process;
        process.StandardInput.Close();
        _output = process.StandardOutput.ReadToEndAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    public static ClientProcess Start(
        string program, string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }
        try
        {
            return new ClientProcess(Process.Start(start)!);
        }
        catch (Win32Exception)
        {
            throw new SkipException(program + " is not installed");
        }
    }

    public void Kill() => _process.Kill(entireProcessTree: true);

    public Task ExitAsync() => _process.WaitForExitAsync().WaitAsync(Bound);

    /// <returns>Both its outputs.</returns>
    public async Task<string> SucceedAsync()
    {
        var (exitCode, text) = await EndAsync();
        Assert.True(exitCode == 0, $"{_process.StartInfo.FileName} "
            + $"{string.Join(' ', _process.StartInfo.ArgumentList)}: {exitCode}\n{text}");
        return text;
    }

    public async Task<(int ExitCode, string Text)> EndAsync()
    {
        try
        {
            await ExitAsync();
        }
        catch (TimeoutException)
        {
            Kill();
            Assert.Fail("It did not end:\n" + await _output + await _errors);
        }
        return (_process.ExitCode, await _output + await _errors);
    }

    public void Dispose() => _process.Dispose();
}
