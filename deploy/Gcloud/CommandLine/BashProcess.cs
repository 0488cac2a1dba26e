using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Shop.Gcloud.CommandLine;

/// <summary>Runs a script, which talks to whoever sits there by itself.</summary>
internal static class BashProcess
{
    /// <param name="script">What to run.</param>
    /// <param name="folder">Where.</param>
    /// <returns>The script's exit code.</returns>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no bash.</exception>
    public static async Task<int> RunAsync(string script, string folder)
    {
        // Not by standard input: a command in the script might read the rest of it.
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".sh");
        await File.WriteAllTextAsync(file, script);
        // Ctrl-C goes to the script as well; this process waits for what it has to say.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        try
        {
            using var bash = Process.Start(new ProcessStartInfo("bash", [file]) { WorkingDirectory = folder })!;
            await bash.WaitForExitAsync();
            return bash.ExitCode;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
