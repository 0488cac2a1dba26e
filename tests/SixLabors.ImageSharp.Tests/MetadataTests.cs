using System.Buffers.Binary;
using System.Text;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.Metadata.Profiles.Icc;
using SixLabors.ImageSharp.Metadata.Profiles.Xmp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace Shop.SixLabors.ImageSharp.Tests;

public sealed class MetadataTests
{
    private static readonly byte[] Xmp = Encoding.UTF8.GetBytes(
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><secret>Bielefeld</secret></x:xmpmeta>");

    public static TheoryData<string> Formats { get; } = ["JPEG", "PNG", "Webp", "Webp lossless"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void ProfilesPresent_AreWrittenAndReadAgain(string format)
    {
        using var image = Tagged();

        var file = image.Encode(Encoder(format, skip: false));
        using var loaded = Image.Load<Rgba32>(file);
        var metadata = loaded.Metadata;

        Assert.True(metadata.ExifProfile!.TryGetValue(ExifTag.Copyright, out var copyright));
        Assert.Equal("© Ansel", copyright.Value);
        Assert.Equal(Icc(3_000), metadata.IccProfile!.ToByteArray());
        Assert.Equal(Xmp, metadata.XmpProfile!.ToByteArray());
        TestImages.AssertNear(new Rgba32(127, 127, 100), loaded[20, 15], 10);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void ProfilesSetToNull_AreNotWritten(string format)
    {
        using var image = Tagged();
        image.Metadata.ExifProfile = null;
        image.Metadata.IccProfile = null;
        image.Metadata.XmpProfile = null;
        image.Metadata.IptcProfile = null;

        AssertBare(image.Encode(Encoder(format, skip: false)));
    }

    [Theory]
    [InlineData("PNG")]
    [InlineData("Webp")]
    [InlineData("Webp lossless")]
    public void EncoderThatSkipsMetadata_WritesTheColourProfileAtMost(string format)
    {
        using var image = Tagged();
        var encoder = Encoder(format, skip: true);

        var file = image.Encode(encoder);

        Assert.DoesNotContain("Bielefeld", Encoding.Latin1.GetString(file), StringComparison.Ordinal);
        Assert.DoesNotContain("Ansel", Encoding.Latin1.GetString(file), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void SkippedMetadata_LeavesTheColourProfileAtMost(string format)
    {
        using var image = Tagged();

        using var loaded = Image.Load(
            new DecoderOptions { SkipMetadata = true }, image.Encode(Encoder(format, skip: false)));

        Assert.Null(loaded.Metadata.ExifProfile);
        Assert.Null(loaded.Metadata.XmpProfile);
    }

    [Fact]
    public void TransparentWebpWithProfiles_StaysTransparent()
    {
        using var image = new Image<Rgba32>(20, 20, new Rgba32(200, 0, 0, 120));
        image.Metadata.IccProfile = new IccProfile(Icc(500));

        using var lossy = Image.Load<Rgba32>(image.Encode(new WebpEncoder { Quality = 95 }));
        using var lossless = Image.Load<Rgba32>(
            image.Encode(new WebpEncoder { FileFormat = WebpFileFormatType.Lossless }));

        Assert.Equal(120, lossy[10, 10].A);
        Assert.Equal(new Rgba32(200, 0, 0, 120), lossless[10, 10]);
    }

    [Fact]
    public void LargeIccProfile_IsSpreadOverSegments()
    {
        using var image = TestImages.Slope(8, 8);
        image.Metadata.IccProfile = new IccProfile(Icc(200_000));

        var file = image.Encode(new JpegEncoder());

        Assert.Equal(Icc(200_000), Image.Identify(file).Metadata.IccProfile!.ToByteArray());
    }

    [Fact]
    public void JpegOutput_StartsWithJfif()
    {
        var file = TestImages.Jpeg(8, 8);

        Assert.Equal("JFIF\0", Encoding.ASCII.GetString(file, 6, 5));
    }

    [Fact]
    public void Resize_KeepsProfilesAndCorrectsNothingElse()
    {
        using var image = Tagged();

        image.Mutate(context => context.Resize(10, 10));

        Assert.True(image.Metadata.ExifProfile!.TryGetValue(ExifTag.Artist, out var artist));
        Assert.Equal("Ansel", artist.Value);
        Assert.NotNull(image.Metadata.IccProfile);
    }

    private static void AssertBare(byte[] file)
    {
        var metadata = Image.Identify(file).Metadata;
        Assert.Null(metadata.ExifProfile);
        Assert.Null(metadata.IccProfile);
        Assert.Null(metadata.XmpProfile);
        Assert.Null(metadata.IptcProfile);
        Assert.DoesNotContain("Ansel", Encoding.Latin1.GetString(file), StringComparison.Ordinal);
    }

    private static Image<Rgb24> Tagged()
    {
        var image = TestImages.Slope(40, 30);
        image.Metadata.ExifProfile = new ExifProfile();
        image.Metadata.ExifProfile.SetValue(ExifTag.Copyright, "© Ansel");
        image.Metadata.ExifProfile.SetValue(ExifTag.Artist, "Ansel");
        image.Metadata.IccProfile = new IccProfile(Icc(3_000));
        image.Metadata.XmpProfile = new XmpProfile(Xmp);
        return image;
    }

    private static IImageEncoder Encoder(string format, bool skip) => format switch
    {
        "JPEG" => new JpegEncoder { SkipMetadata = skip },
        "PNG" => new PngEncoder { SkipMetadata = skip },
        _ => new WebpEncoder
        {
            SkipMetadata = skip,
            FileFormat = format == "Webp" ? WebpFileFormatType.Lossy : WebpFileFormatType.Lossless,
        },
    };

    /// <summary>A header that passes for a profile: its length, RGB to XYZ, perceptual; then
    /// something.</summary>
    private static byte[] Icc(int length)
    {
        var profile = new byte[length];
        for (var i = 128; i < length; i++)
        {
            profile[i] = (byte)(i * 7 % 251);
        }

        BinaryPrimitives.WriteInt32BigEndian(profile, length);
        "mntrRGB XYZ "u8.CopyTo(profile.AsSpan(12));
        "acsp"u8.CopyTo(profile.AsSpan(36));
        return profile;
    }
}
