using System.Globalization;
using System.Runtime;
using System.Runtime.InteropServices;

/// <summary>
/// Runs inside a function that a test starts, before the function's own code: on the signal WINCH it lets go of all
/// memory that nothing holds any more, and says on standard output how much is held.
/// </summary>
/// <remarks>
/// .NET calls the class of this name and place in each assembly that DOTNET_STARTUP_HOOKS lists. The system shows only what
/// a process has ever needed, which is mostly garbage that nobody has collected; what counts is what is held.
/// </remarks>
internal static class StartupHook
{
    /// <summary>What the line begins with.</summary>
    public const string Word = "Held after a full collection: ";

    // What a finalizer lets go is collected the next time only.
    private const int Collections = 3;

    private static PosixSignalRegistration? _registration;

    public static void Initialize()
    {
        Environment.SetEnvironmentVariable("DOTNET_STARTUP_HOOKS", null);
        if (!OperatingSystem.IsWindows())
        {
            _registration = PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => Look());
        }
    }

    private static void Look()
    {
        for (var i = 0; i < Collections; i++)
        {
            GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
        Console.WriteLine(Word + GC.GetTotalMemory(forceFullCollection: false).ToString(CultureInfo.InvariantCulture));
    }
}
