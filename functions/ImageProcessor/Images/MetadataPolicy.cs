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
    // Every variant carries both. Profiles of displays and cameras stay below; PNG allows gigabytes.
    private const int ProfileBytesMax = 256 * 1024;

    // A sentence or two, and not whatever else fits into 64 KiB. A part of it might say something else than the whole.
    private const int CopyrightCharactersMax = 2_000;

    public static void Apply(ImageMetadata metadata)
    {
        metadata.ExifProfile = CopyrightOf(metadata.ExifProfile);
        metadata.IccProfile = DescribesRgb(metadata.IccProfile) ? metadata.IccProfile : null;
        metadata.XmpProfile = null;
        metadata.IptcProfile = null;
    }

    private static ExifProfile? CopyrightOf(ExifProfile? exif)
    {
        if (exif is null
            || !exif.TryGetValue(ExifTag.Copyright, out var copyright)
            || copyright.Value is not { Length: <= CopyrightCharactersMax } holder)
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
            && bytes.Length is >= colorSpaceOffset + 4 and <= ProfileBytesMax
            && bytes.AsSpan(colorSpaceOffset, 4).SequenceEqual("RGB "u8);
    }
}
