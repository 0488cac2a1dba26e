using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.Metadata.Profiles.Icc;

namespace Shop.ImageProcessor.Images;

/// <summary>
/// What a variant keeps of its original's metadata: who holds the rights, and what its colours mean. Where it was
/// taken, with what, and by whom it was edited is nobody's business.
/// </summary>
internal static class MetadataPolicy
{
    public static void Apply(ImageMetadata metadata)
    {
        metadata.ExifProfile = CopyrightOf(metadata.ExifProfile);
        metadata.IccProfile = DescribesRgb(metadata.IccProfile) ? metadata.IccProfile : null;
        metadata.XmpProfile = null;
        metadata.IptcProfile = null;
    }

    private static ExifProfile? CopyrightOf(ExifProfile? exif)
    {
        if (exif is null || !exif.TryGetValue(ExifTag.Copyright, out var copyright) || copyright.Value is not { } holder)
        {
            return null;
        }
        var kept = new ExifProfile();
        kept.SetValue(ExifTag.Copyright, holder);
        return kept;
    }

    // Variants are encoded as RGB: the profile of a CMYK or greyscale original would distort their colours.
    private static bool DescribesRgb(IccProfile? profile)
    {
        const int colorSpaceOffset = 16;
        return profile?.ToByteArray() is { } bytes
            && bytes.Length >= colorSpaceOffset + 4
            && bytes.AsSpan(colorSpaceOffset, 4).SequenceEqual("RGB "u8);
    }
}
