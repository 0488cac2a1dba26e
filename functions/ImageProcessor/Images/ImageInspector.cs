using System.Globalization;
using Shop.Contracts;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Gif;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;

namespace Shop.ImageProcessor.Images;

/// <summary>What a file's header says.</summary>
/// <param name="Format">Its format, found in the content.</param>
/// <param name="Seen">Its size after its orientation is applied.</param>
/// <param name="Transposed">Whether the orientation swaps width and height.</param>
public sealed record ImageHeader(ImageFormat Format, Dimensions Seen, bool Transposed)
{
    public string ContentType => Format switch
    {
        ImageFormat.Jpeg => "image/jpeg",
        ImageFormat.Png => "image/png",
        ImageFormat.Webp => "image/webp",
        ImageFormat.Gif => "image/gif",
    };
}

/// <summary>The guards before decoding. They read headers only: a bomb costs no more memory than its file.</summary>
internal static class ImageInspector
{
    // Encoders write about ten. A scan of a few bytes costs as much time as one that holds pixels.
    private const int ScansMax = 100;

    /// <returns>The header, or why the file can never be processed.</returns>
    public static (ImageHeader? Header, ImageFault? Fault) Inspect(ReadOnlySpan<byte> file, long pixelsMax)
    {
        if (file.IsEmpty)
        {
            return (null, new(ImageFailureReasons.Empty, "The object has no bytes."));
        }
        try
        {
            var format = Known(Image.DetectFormat(Decoding.HeaderOptions, file));
            var structure = FileStructure.Of(format, file);
            if (StructureFault(format, structure) is { } structureFault)
            {
                return (null, structureFault);
            }
            var header = Header(format, Image.Identify(Decoding.HeaderOptions, file));
            // Some decoders make a canvas as large as the first frame wants.
            var pixels = Math.Max(header.Seen.Pixels, structure.FramePixels);
            return pixels <= pixelsMax
                ? (header, null)
                : (null, new(ImageFailureReasons.TooManyPixels, string.Create(CultureInfo.InvariantCulture,
                    $"The image is {header.Seen} pixels and needs {pixels:N0} in all; at most {pixelsMax:N0} are "
                    + $"processed.")));
        }
        catch (Exception fault) when (Decoding.IsOfContent(fault))
        {
            return (null, Decoding.Fault(fault));
        }
    }

    private static ImageFault? StructureFault(ImageFormat format, FileStructure structure) =>
        structure switch
        {
            { IsComplete: false } => new(ImageFailureReasons.Truncated,
                $"The {format} file ends before its image does; the upload may have been interrupted."),
            { Scans: > ScansMax and var scans } => new(ImageFailureReasons.TooComplex, string.Create(
                CultureInfo.InvariantCulture,
                $"The image is stored in {scans:N0} scans, each over all of it; at most {ScansMax} are processed.")),
            _ => null,
        };

    private static ImageFormat Known(IImageFormat format) => format switch
    {
        JpegFormat => ImageFormat.Jpeg,
        PngFormat => ImageFormat.Png,
        GifFormat => ImageFormat.Gif,
        _ => ImageFormat.Webp,
    };

    private static ImageHeader Header(ImageFormat format, ImageInfo info)
    {
        // Values 5 to 8 of the EXIF orientation lay the stored image on its side.
        var transposed = info.Metadata.ExifProfile?.TryGetValue(ExifTag.Orientation, out var orientation) == true
            && orientation.Value is >= ExifOrientationMode.LeftTop and <= ExifOrientationMode.LeftBottom;
        var stored = new Dimensions(info.Width, info.Height);
        return new ImageHeader(format, transposed ? stored.Transposed : stored, transposed);
    }
}
