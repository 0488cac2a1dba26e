using System.Reflection;
using System.Runtime.InteropServices;
using SixLabors.ImageSharp;

namespace Shop.Benchmarks;

/// <summary>What the numbers were measured on. Without it they mean nothing.</summary>
internal static class Machine
{
    public static string Describe()
    {
        var images = typeof(Image).Assembly;
        var version = images.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        var origin = images.Location.Contains("polyfills", StringComparison.Ordinal)
            ? "shared/Polyfills (libvips)"
            : "the registry";
        return $"{Environment.ProcessorCount} processors, {RuntimeInformation.FrameworkDescription}, "
            + $"{Configuration}, {images.GetName().Name} {version} of {origin}";
    }

    /// <summary>How many processes want a processor, over one minute; above zero, others work here too.</summary>
    public static string Load() =>
        OperatingSystem.IsLinux() ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

#if DEBUG
    private const string Configuration = "Debug (use -c Release)";
#else
    private const string Configuration = "Release";
#endif
}
