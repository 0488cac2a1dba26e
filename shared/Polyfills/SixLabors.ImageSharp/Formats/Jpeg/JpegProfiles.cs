using System.Buffers;
using System.Buffers.Binary;
using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.Metadata.Profiles.Icc;
using SixLabors.ImageSharp.Metadata.Profiles.Iptc;
using SixLabors.ImageSharp.Metadata.Profiles.Xmp;

namespace SixLabors.ImageSharp.Formats.Jpeg;

/// <summary>The profiles in the application segments of a JPEG, of which a large one is spread over
/// several.</summary>
internal sealed class JpegProfiles
{
    internal const int SegmentBytesMax = 65_533;
    private const int IptcResource = 0x0404;
    private const int IccNumberBytes = 2;

    private readonly ArrayBufferWriter<byte> exif = new();
    private readonly ArrayBufferWriter<byte> xmp = new();
    private readonly ArrayBufferWriter<byte> icc = new();
    private byte[]? iptc;

    internal static ReadOnlySpan<byte> Exif => "Exif\0\0"u8;

    internal static ReadOnlySpan<byte> Xmp => "http://ns.adobe.com/xap/1.0/\0"u8;

    internal static ReadOnlySpan<byte> Icc => "ICC_PROFILE\0"u8;

    internal static ReadOnlySpan<byte> Photoshop => "Photoshop 3.0\0"u8;

    internal void Read(byte marker, ReadOnlySpan<byte> segment, ImageMetadata metadata)
    {
        if (marker == 0xE0)
        {
            ReadResolution(segment, metadata);
        }
        else if (marker == 0xE1 && segment.StartsWith(Exif))
        {
            exif.Write(segment[Exif.Length..]);
        }
        else if (marker == 0xE1 && segment.StartsWith(Xmp))
        {
            xmp.Write(segment[Xmp.Length..]);
        }
        else if (marker == 0xE2 && segment.StartsWith(Icc) && segment.Length >= Icc.Length + IccNumberBytes)
        {
            icc.Write(segment[(Icc.Length + IccNumberBytes)..]);
        }
        else if (marker == 0xED && segment.StartsWith(Photoshop))
        {
            iptc ??= FindIptc(segment[Photoshop.Length..]);
        }
    }

    internal void AddTo(ImageMetadata metadata)
    {
        metadata.ExifProfile = exif.WrittenCount > 0 ? new ExifProfile(exif.WrittenSpan.ToArray()) : null;
        metadata.XmpProfile = xmp.WrittenCount > 0 ? new XmpProfile(xmp.WrittenSpan.ToArray()) : null;
        metadata.IptcProfile = iptc is null ? null : new IptcProfile(iptc);
        var profile = new IccProfile(icc.WrittenSpan.ToArray());
        metadata.IccProfile = profile.CheckIsValid() ? profile : null;
    }

    private static void ReadResolution(ReadOnlySpan<byte> segment, ImageMetadata metadata)
    {
        if (segment.Length < 12 || !segment.StartsWith("JFIF\0"u8) || segment[7] > 2)
        {
            return;
        }

        metadata.ResolutionUnits = (PixelResolutionUnit)segment[7];
        metadata.HorizontalResolution = BinaryPrimitives.ReadUInt16BigEndian(segment[8..]);
        metadata.VerticalResolution = BinaryPrimitives.ReadUInt16BigEndian(segment[10..]);
    }

    // A row of resources: "8BIM", number, name of even length with its own length before it, length, padded
    // data.
    private static byte[]? FindIptc(ReadOnlySpan<byte> resources)
    {
        while (resources.Length > 12 && resources.StartsWith("8BIM"u8))
        {
            var number = BinaryPrimitives.ReadUInt16BigEndian(resources[4..]);
            var nameBytes = (resources[6] + 2) & ~1;
            if (resources.Length < 10 + nameBytes)
            {
                break;
            }

            var length = BinaryPrimitives.ReadUInt32BigEndian(resources[(6 + nameBytes)..]);
            var data = resources[(10 + nameBytes)..];
            if (length > data.Length)
            {
                break;
            }

            if (number == IptcResource)
            {
                return data[..(int)length].ToArray();
            }

            resources = data[Math.Min(data.Length, (int)((length + 1) & ~1u))..];
        }

        return null;
    }
}
