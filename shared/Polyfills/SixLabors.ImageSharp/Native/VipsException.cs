using System.Runtime.InteropServices;

namespace SixLabors.ImageSharp.Native;

/// <summary>A failed libvips call; the public methods turn it into the exception that the package
/// promises.</summary>
internal sealed class VipsException(string message) : Exception(message)
{
    internal static VipsException Take() => new(TakeMessage());

    // The error buffer belongs to the process, not to the thread: under load another thread may have taken
    // the text.
    internal static string TakeMessage()
    {
        var text = VipsNative.ErrorBufferCopy();
        try
        {
            var message = Marshal.PtrToStringUTF8(text)?.Trim();
            return string.IsNullOrEmpty(message) ? "libvips could not process the image." : message;
        }
        finally
        {
            VipsNative.Free(text);
        }
    }
}
