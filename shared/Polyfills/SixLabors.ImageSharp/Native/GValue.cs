using System.Runtime.InteropServices;

namespace SixLabors.ImageSharp.Native;

/// <summary>GLib's tagged value: its layout is public and part of GLib's binary interface.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe partial struct GValue
{
    // GLib numbers its fundamental types in steps of four.
    internal const nuint Boolean = 5 << 2;
    internal const nuint Integer = 6 << 2;
    internal const nuint Double = 15 << 2;

    private readonly nuint type;
    private readonly ulong first;
    private readonly ulong second;

    [LibraryImport(VipsLibrary.GObject, EntryPoint = "g_value_init")]
    internal static partial GValue* Init(GValue* value, nuint type);

    [LibraryImport(VipsLibrary.GObject, EntryPoint = "g_value_unset")]
    internal static partial void Unset(GValue* value);

    [LibraryImport(VipsLibrary.GObject, EntryPoint = "g_value_set_boolean")]
    internal static partial void SetBoolean(GValue* value, int state);

    [LibraryImport(VipsLibrary.GObject, EntryPoint = "g_value_set_int")]
    internal static partial void SetInteger(GValue* value, int number);

    [LibraryImport(VipsLibrary.GObject, EntryPoint = "g_value_set_double")]
    internal static partial void SetDouble(GValue* value, double number);

    [LibraryImport(VipsLibrary.GObject, EntryPoint = "g_value_set_object")]
    internal static partial void SetObject(GValue* value, nint instance);

    [LibraryImport(VipsLibrary.GObject, EntryPoint = "g_value_dup_object")]
    internal static partial nint DuplicateObject(GValue* value);

    [LibraryImport(VipsLibrary.GObject, EntryPoint = "g_value_set_boxed")]
    internal static partial void SetBoxed(GValue* value, nint boxed);

    [LibraryImport(VipsLibrary.GObject, EntryPoint = "g_value_get_boxed")]
    internal static partial nint GetBoxed(GValue* value);
}
