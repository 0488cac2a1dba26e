using Shop.ImageProcessor.Images;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.Metadata.Profiles.Icc;
using SixLabors.ImageSharp.PixelFormats;

namespace Shop.ImageProcessor.Tests.Images;

public sealed class Rendering
{
    [Theory]
    [InlineData(1, "RGBW")]
    [InlineData(2, "GRWB")]
    [InlineData(3, "WBGR")]
    [InlineData(4, "BWRG")]
    [InlineData(5, "RBGW")]
    [InlineData(6, "BRWG")]
    [InlineData(7, "WGBR")]
    [InlineData(8, "GWRB")]
    public void EveryOrientation_IsSeenUpright(ushort orientation, string quarters)
    {
        // The stored quarters are red, green / blue, white; what is seen is that, turned as the tag says.
        foreach (var variant in Render(Pictures.Jpeg(1600, 1200, orientation)).Variants)
        {
            using var image = Pictures.Decode(variant.Content.Span);

            Assert.Equal(quarters, Pictures.QuartersOf(image));
            Assert.Equal((variant.Plan.Output.Width, variant.Plan.Output.Height), (image.Width, image.Height));
        }
    }

    [Theory]
    [InlineData(1, "800x600")]
    [InlineData(6, "450x600")]
    public void DisplayVariant_FitsItsBoxAsItIsSeen(ushort orientation, string size) => Assert.Equal(
        size, Render(Pictures.Jpeg(1600, 1200, orientation)).Variants[0].Plan.Output.ToString());

    [Fact]
    public void SmallImage_IsNotEnlarged()
    {
        var image = Render(Pictures.Png(30, 20));

        Assert.All(image.Variants, variant => Assert.Equal("30x20", variant.Plan.Output.ToString()));
    }

    [Fact]
    public void TransparentImage_BecomesWhiteInJpegAndStaysTransparentInWebp()
    {
        var image = Render(Pictures.Png(64, 48, alpha: 0));
        using var jpeg = Pictures.Decode(image.Variants[0].Content.Span);
        using var webp = Pictures.Decode(image.Variants[2].Content.Span);

        Assert.Equal("WWWW", Pictures.QuartersOf(jpeg));
        Assert.Equal(0, webp[10, 10].A);
    }

    [Fact]
    public void Metadata_IsStrippedButForTheCopyright()
    {
        foreach (var variant in Render(Pictures.Jpeg(1600, 1200, 6, "somebody, 2026")).Variants)
        {
            using var image = Pictures.Decode(variant.Content.Span);
            var exif = image.Metadata.ExifProfile!;

            Assert.True(exif.TryGetValue(ExifTag.Copyright, out var copyright));
            Assert.Equal("somebody, 2026", copyright.Value);
            Assert.False(exif.TryGetValue(ExifTag.Artist, out _));
            Assert.False(exif.TryGetValue(ExifTag.Orientation, out var turned) && turned.Value != 1);
        }
    }

    [Theory]
    [InlineData(2_000, true)]
    [InlineData(2_001, false)]
    public void Copyright_IsKeptWholeOrNotAtAll(int characters, bool kept)
    {
        using var image = Pictures.Decode(
            Render(Pictures.Jpeg(64, 48, copyright: new string('c', characters))).Variants[0].Content.Span);

        Assert.Equal(kept, image.Metadata.ExifProfile?.TryGetValue(ExifTag.Copyright, out _) == true);
    }

    [Theory]
    [InlineData("RGB ", 256 * 1024, true)]
    [InlineData("RGB ", 256 * 1024 + 1, false)]
    [InlineData("GRAY", 256 * 1024, false)]
    [InlineData("CMYK", 500, false)]
    public void ColourProfile_IsKeptWhereItDescribesRgbAndIsNoBurden(string space, int bytes, bool kept)
    {
        var metadata = new ImageMetadata { IccProfile = new IccProfile(Profile(space, bytes)) };

        MetadataPolicy.Apply(metadata);

        Assert.Equal(kept, metadata.IccProfile is not null);
    }

    private static byte[] Profile(string space, int bytes)
    {
        var profile = new byte[bytes];
        System.Text.Encoding.ASCII.GetBytes(space, profile.AsSpan(16));
        return profile;
    }

    [Fact]
    public void Variants_HaveTheFormatsTheyWereAskedFor() => Assert.Equal(
        ["JPEG", "JPEG", "WEBP"],
        Render(Pictures.Png(64, 48)).Variants.Select(variant => Image.DetectFormat(variant.Content.Span).Name.ToUpperInvariant()));

    [Fact]
    public void SameFile_GivesTheSameBytes()
    {
        var file = Pictures.Jpeg(1000, 700);

        Assert.Equal(
            Render(file).Variants.Select(variant => Convert.ToHexString(variant.Content.Span)),
            Render(file).Variants.Select(variant => Convert.ToHexString(variant.Content.Span)));
    }

    [Fact]
    public void GreyscaleJpeg_StaysGrey()
    {
        using var grey = new Image<L8>(64, 48, new L8(100));
        using var file = new MemoryStream();
        grey.Save(file, new JpegEncoder());

        using var image = Pictures.Decode(Render(file.ToArray()).Variants[0].Content.Span);

        Assert.InRange(image[30, 20].R, 95, 105);
        Assert.Equal(image[30, 20].R, image[30, 20].B);
    }

    private static RenderedImage Render(byte[] file) => Render(file, VariantSpec.Defaults);

    private static RenderedImage Render(byte[] file, IReadOnlyList<VariantSpec> specs)
    {
        var (header, fault) = ImageInspector.Inspect(file, 50_000_000);
        Assert.Null(fault);
        var (image, decodingFault) = ImageRenderer.Render(file, header!, RenderPlan.For(header!, specs), default);
        Assert.Null(decodingFault);
        return image!;
    }
}
