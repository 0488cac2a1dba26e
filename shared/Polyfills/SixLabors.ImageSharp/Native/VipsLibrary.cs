using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SixLabors.ImageSharp.Native;

/// <summary>Finds libvips on this machine, starts it once, and fences it in.</summary>
/// <remarks>
/// Bytes come from strangers, so libvips may use only the four loaders that this package offers, and none of
/// the operations that its authors call untrusted. The operation cache is off: it would hold on to pixels of
/// images that will never be asked for again. One thread works on one image: a server is busy with several
/// images at once, and an instance of a function usually has one CPU.
/// </remarks>
internal static partial class VipsLibrary
{
    internal const string Vips = "vips";
    internal const string GObject = "gobject-2.0";
    internal const string GLib = "glib-2.0";

    private const int WarningLevel = 1 << 4;

    private static readonly string[] Loaders =
        ["VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp", "VipsForeignLoadNsgif"];

    // Where dlopen looks by itself comes first; Homebrew's folders are not among those places on macOS.
    private static readonly string[] Folders = ["", "/opt/homebrew/lib/", "/usr/local/lib/"];

    private static readonly Lazy<bool> Started = new(Start, LazyThreadSafetyMode.ExecutionAndPublication);

    /// <exception cref="DllNotFoundException">libvips is not installed; the message says how to install
    /// it.</exception>
    internal static void EnsureStarted() => _ = Started.Value;

    private static bool Start()
    {
        NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), Resolve);
        if (VipsNative.Init("SixLabors.ImageSharp") != 0)
        {
            throw new DllNotFoundException(
                "libvips was found but did not start: " + VipsException.TakeMessage());
        }

        SilenceWarnings();
        VipsNative.ConcurrencySet(1);
        VipsNative.CacheSetMax(0);
        VipsNative.OperationBlockSet("VipsForeignLoad", 1);
        foreach (var loader in Loaders)
        {
            VipsNative.OperationBlockSet(loader, 0);
        }

        VipsNative.BlockUntrustedSet(1);
        return true;
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        foreach (var folder in Folders)
        {
            foreach (var file in FileNames(name))
            {
                if (NativeLibrary.TryLoad(folder + file, out var handle))
                {
                    return handle;
                }
            }
        }

        throw new DllNotFoundException(
            $"The image library libvips is missing ({FileNames(name)[0]} was not found). Install it with "
            + "`apt-get install libvips42` on Debian and Ubuntu, or with `brew install vips` on macOS.");
    }

    private static string[] FileNames(string name) => name switch
    {
        Vips when OperatingSystem.IsMacOS() => ["libvips.42.dylib", "libvips.dylib"],
        Vips => ["libvips.so.42", "libvips.so"],
        _ when OperatingSystem.IsMacOS() => [$"lib{name}.0.dylib", $"lib{name}.dylib"],
        _ => [$"lib{name}.so.0", $"lib{name}.so"],
    };

    // A damaged upload is answered with an exception; a second account of it on stderr would be read as a
    // fault of the process.
    private static unsafe void SilenceWarnings() =>
        VipsNative.LogSetHandler("VIPS", WarningLevel, &Ignore, 0);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Ignore(nint domain, int level, nint message, nint data)
    {
    }
}
