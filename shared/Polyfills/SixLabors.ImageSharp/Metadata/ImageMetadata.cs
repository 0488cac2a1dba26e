using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.Metadata.Profiles.Icc;
using SixLabors.ImageSharp.Metadata.Profiles.Iptc;
using SixLabors.ImageSharp.Metadata.Profiles.Xmp;

namespace SixLabors.ImageSharp.Metadata;

/// <summary>What an image carries beside its pixels. What is null when it is saved is not written.</summary>
public sealed class ImageMetadata
{
    public const double DefaultHorizontalResolution = 96;
    public const double DefaultVerticalResolution = 96;
    public const PixelResolutionUnit DefaultPixelResolutionUnits = PixelResolutionUnit.PixelsPerInch;

    private double horizontalResolution = DefaultHorizontalResolution;
    private double verticalResolution = DefaultVerticalResolution;

    public double HorizontalResolution
    {
        get => horizontalResolution;
        set => horizontalResolution = value > 0 ? value : horizontalResolution;
    }

    public double VerticalResolution
    {
        get => verticalResolution;
        set => verticalResolution = value > 0 ? value : verticalResolution;
    }

    public PixelResolutionUnit ResolutionUnits { get; set; } = DefaultPixelResolutionUnits;

    public ExifProfile? ExifProfile { get; set; }

    public XmpProfile? XmpProfile { get; set; }

    public IccProfile? IccProfile { get; set; }

    public IptcProfile? IptcProfile { get; set; }

    /// <summary>The format the image was decoded from, if it was.</summary>
    public IImageFormat? DecodedImageFormat { get; internal set; }

    // An encoder that is not told how to encode takes after the source.
    internal JpegEncodingColor? JpegColor { get; set; }

    internal WebpFileFormatType? WebpFileFormat { get; set; }

    public ImageMetadata DeepClone()
    {
        var clone = (ImageMetadata)MemberwiseClone();
        clone.ExifProfile = ExifProfile?.DeepClone();
        clone.XmpProfile = XmpProfile?.DeepClone();
        clone.IccProfile = IccProfile?.DeepClone();
        clone.IptcProfile = IptcProfile?.DeepClone();
        return clone;
    }
}

/// <summary>What a frame of an animation carries beside its pixels; here only that it is there.</summary>
public sealed class ImageFrameMetadata
{
    internal ImageFrameMetadata()
    {
    }
}

/// <summary>The unit of the two resolutions.</summary>
public enum PixelResolutionUnit : byte
{
    AspectRatio = 0,
    PixelsPerInch = 1,
    PixelsPerCentimeter = 2,
    PixelsPerMeter = 3,
}
