using System.Diagnostics;

/// <summary>
/// Runs inside every function that LocalCloud starts, before the function's own code, and ends it together
/// with LocalCloud, even when that is killed with no chance to clean up.
/// </summary>
/// <remarks>
/// .NET calls the class of this name and place in each assembly that DOTNET_STARTUP_HOOKS lists. The
/// function's standard input is a pipe that LocalCloud never writes to: it reads as ended exactly when
/// LocalCloud is gone, because the system closes it then. Process ids kept in a file for the next start were
/// rejected: until that start the leftovers would hold ports and take events, and an id may belong to
/// somebody else by then. It stays with what every .NET system offers, so that the functions themselves need
/// to know nothing of it.
/// </remarks>
internal static class StartupHook
{
    public const string Variable = "DOTNET_STARTUP_HOOKS";

    public static void Initialize()
    {
        // What the function starts itself has another standard input, and must not look for LocalCloud there.
        Environment.SetEnvironmentVariable(Variable, null);
        new Thread(EndWithParent) { IsBackground = true, Name = "ends with LocalCloud" }.Start();
    }

    private static void EndWithParent()
    {
        using var input = Console.OpenStandardInput();
        Span<byte> buffer = stackalloc byte[64];
        try
        {
            while (input.Read(buffer) > 0)
            {
            }
        }
        catch (IOException)
        {
            // A broken pipe says the same as an ended one.
        }
        // LocalCloud is gone and with it all that the function talks to: nothing is left to finish in good
        // order.
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }
}
