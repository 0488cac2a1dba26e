using System.Runtime.InteropServices;

namespace SixLabors.ImageSharp.Native;

/// <summary>The C functions that are called. None of them is variadic: P/Invoke cannot call those
/// everywhere.</summary>
internal static unsafe partial class VipsNative
{
    [LibraryImport(VipsLibrary.Vips, EntryPoint = "vips_init", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Init(string programName);

    [LibraryImport(VipsLibrary.Vips, EntryPoint = "vips_concurrency_set")]
    internal static partial void ConcurrencySet(int threads);

    [LibraryImport(VipsLibrary.Vips, EntryPoint = "vips_cache_set_max")]
    internal static partial void CacheSetMax(int operations);

    [LibraryImport(VipsLibrary.Vips, EntryPoint = "vips_block_untrusted_set")]
    internal static partial void BlockUntrustedSet(int state);

    [LibraryImport(VipsLibrary.Vips, EntryPoint = "vips_operation_block_set",
        StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void OperationBlockSet(string className, int state);

    [LibraryImport(VipsLibrary.Vips, EntryPoint = "vips_error_buffer_copy")]
    internal static partial nint ErrorBufferCopy();

    [LibraryImport(
        VipsLibrary.Vips, EntryPoint = "vips_operation_new", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint OperationNew(string nickname);

    [LibraryImport(VipsLibrary.Vips, EntryPoint = "vips_cache_operation_build")]
    internal static partial nint OperationBuild(nint operation);

    [LibraryImport(VipsLibrary.Vips, EntryPoint = "vips_object_unref_outputs")]
    internal static partial void ObjectUnrefOutputs(nint operation);

    [LibraryImport(VipsLibrary.Vips, EntryPoint = "vips_blob_get_type")]
    internal static partial nuint BlobType();

    [LibraryImport(VipsLibrary.Vips, EntryPoint = "vips_array_double_get_type")]
    internal static partial nuint ArrayDoubleType();

    [LibraryImport(VipsLibrary.Vips, EntryPoint = "vips_image_get_type")]
    internal static partial nuint ImageType();

    [LibraryImport(VipsLibrary.Vips, EntryPoint = "vips_blob_new")]
    internal static partial nint BlobNew(nint freeFunction, void* data, nuint length);

    [LibraryImport(VipsLibrary.Vips, EntryPoint = "vips_blob_get")]
    internal static partial void* BlobGet(nint blob, out nuint length);

    [LibraryImport(VipsLibrary.Vips, EntryPoint = "vips_array_double_new")]
    internal static partial nint ArrayDoubleNew(double* values, int count);

    [LibraryImport(VipsLibrary.Vips, EntryPoint = "vips_area_unref")]
    internal static partial void AreaUnref(nint area);

    [LibraryImport(VipsLibrary.Vips, EntryPoint = "vips_image_new_from_memory")]
    internal static partial nint ImageNewFromMemory(
        void* data, nuint size, int width, int height, int bands, int format);

    [LibraryImport(
        VipsLibrary.Vips, EntryPoint = "vips_image_set_int", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void ImageSetInteger(VipsImageHandle image, string name, int value);

    [LibraryImport(VipsLibrary.Vips, EntryPoint = "vips_image_write_to_memory")]
    internal static partial nint ImageWriteToMemory(VipsImageHandle image, out nuint size);

    [LibraryImport(VipsLibrary.Vips, EntryPoint = "vips_image_get_width")]
    internal static partial int ImageWidth(VipsImageHandle image);

    [LibraryImport(VipsLibrary.Vips, EntryPoint = "vips_image_get_height")]
    internal static partial int ImageHeight(VipsImageHandle image);

    [LibraryImport(VipsLibrary.Vips, EntryPoint = "vips_image_get_bands")]
    internal static partial int ImageBands(VipsImageHandle image);

    [LibraryImport(VipsLibrary.Vips, EntryPoint = "vips_image_get_format")]
    internal static partial int ImageFormat(VipsImageHandle image);

    [LibraryImport(VipsLibrary.Vips, EntryPoint = "vips_image_get_interpretation")]
    internal static partial int ImageInterpretation(VipsImageHandle image);

    [LibraryImport(VipsLibrary.GObject, EntryPoint = "g_object_unref")]
    internal static partial void ObjectUnref(nint instance);

    [LibraryImport(VipsLibrary.GObject, EntryPoint = "g_object_set_property",
        StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void ObjectSetProperty(nint instance, string name, GValue* value);

    [LibraryImport(VipsLibrary.GObject, EntryPoint = "g_object_get_property",
        StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void ObjectGetProperty(nint instance, string name, GValue* value);

    [LibraryImport(
        VipsLibrary.GLib, EntryPoint = "g_log_set_handler", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial uint LogSetHandler(
        string domain,
        int levels,
        delegate* unmanaged[Cdecl]<nint, int, nint, nint, void> handler,
        nint data);

    [LibraryImport(VipsLibrary.GLib, EntryPoint = "g_try_malloc")]
    internal static partial nint TryMalloc(nuint bytes);

    [LibraryImport(VipsLibrary.GLib, EntryPoint = "g_free")]
    internal static partial void Free(nint memory);
}
