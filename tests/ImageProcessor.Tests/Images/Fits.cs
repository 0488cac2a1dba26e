using Shop.ImageProcessor.Images;
using SixLabors.ImageSharp.PixelFormats;

namespace Shop.ImageProcessor.Tests.Images;

public sealed class Fits
{
    [Theory]
    [InlineData(VariantFormat.Jpeg, 255)]
    [InlineData(VariantFormat.Png, 0)]
    [InlineData(VariantFormat.Webp, 0)]
    public void Contain_PadsWithWhiteInJpegAndWithNothingElsewhere(VariantFormat format, byte alpha)
    {
        // 400x300 into 100x100: 100x75, so that 12 or 13 rows are free above and below.
        var seen = Render(Pictures.Jpeg(400, 300), new("v", 100, 100, VariantFit.Contain, format, 90));

        Assert.Equal((100, 100), (seen.Width, seen.Height));
        Assert.All([seen[50, 3], seen[3, 3], seen[96, 96]], free =>
        {
            Assert.Equal(alpha, free.A);
            Assert.True(alpha == 0 || free is { R: > 240, G: > 240, B: > 240 });
        });
        AssertRed(seen[20, 20]);
        Assert.InRange(seen[20, 80].B, 230, 255);
        Assert.Equal(255, seen[20, 80].A);
    }

    [Fact]
    public void Contain_DoesNotEnlarge()
    {
        var seen = Render(Pictures.Png(10, 6), new("v", 100, 50, VariantFit.Contain, VariantFormat.Png, 90));

        Assert.Equal((100, 50), (seen.Width, seen.Height));
        Assert.Equal(60, Opaque(seen));
        AssertRed(seen[45, 22]);
        Assert.Equal(0, seen[44, 22].A);
    }

    [Fact]
    public void Contain_LeavesTransparentOriginalsTransparent()
    {
        var seen = Render(Pictures.Png(400, 300, alpha: 0), new("v", 100, 100, VariantFit.Contain, VariantFormat.Original, 90));

        Assert.Equal(0, Opaque(seen));
    }

    [Theory]
    [InlineData(400, 300, 100, 200, 100, 200)]
    [InlineData(400, 300, 100, 900, 100, 300)]
    [InlineData(40, 30, 100, 200, 40, 30)]
    public void Fill_StretchesEachSideButDoesNotEnlarge(
        int width, int height, int boxWidth, int boxHeight, int outputWidth, int outputHeight)
    {
        var seen = Render(Pictures.Jpeg(width, height), new("v", boxWidth, boxHeight, VariantFit.Fill, VariantFormat.Png, 90));

        Assert.Equal((outputWidth, outputHeight), (seen.Width, seen.Height));
        Assert.Equal("RGBW", Pictures.QuartersOf(seen));
    }

    [Fact]
    public void Fill_IsOfTheImageAsItIsSeen() => Assert.Equal(
        "BRWG",
        Pictures.QuartersOf(Render(
            Pictures.Jpeg(400, 300, orientation: 6), new("v", 100, 20, VariantFit.Fill, VariantFormat.Png, 90))));

    [Fact]
    public void Cover_CutsBothEndsEvenly()
    {
        var seen = Render(Pictures.Jpeg(400, 100), new("v", 50, 50, VariantFit.Cover, VariantFormat.Png, 90));

        Assert.Equal((50, 50), (seen.Width, seen.Height));
        Assert.Equal("RGBW", Pictures.QuartersOf(seen));
    }

    [Fact]
    public void EveryFitAtOnce_ComesFromOneDecodeAsAlone()
    {
        VariantSpec[] specs =
        [
            new("contain", 100, 100, VariantFit.Contain, VariantFormat.Png, 90),
            new("fill", 30, 70, VariantFit.Fill, VariantFormat.Jpeg, 90),
            new("cover", 64, 64, VariantFit.Cover, VariantFormat.Webp, 90),
            new("inside", 300, 300, VariantFit.Inside, VariantFormat.Original, 90),
        ];

        Assert.All(RenderAll(Pictures.Jpeg(800, 600), specs), seen => Assert.Contains(
            Pictures.QuartersOf(seen), new[] { "RGBW" }));
    }

    private static int Opaque(global::SixLabors.ImageSharp.Image<Rgba32> image)
    {
        var pixels = new Rgba32[image.Width * image.Height];
        image.CopyPixelDataTo(pixels);
        return pixels.Count(pixel => pixel.A != 0);
    }

    private static void AssertRed(Rgba32 pixel) => Assert.True(pixel is { R: > 230, G: < 40, B: < 40, A: 255 }, pixel.ToString());

    private static global::SixLabors.ImageSharp.Image<Rgba32> Render(byte[] file, VariantSpec spec) => RenderAll(file, [spec])[0];

    private static List<global::SixLabors.ImageSharp.Image<Rgba32>> RenderAll(byte[] file, IReadOnlyList<VariantSpec> specs)
    {
        var header = ImageInspector.Inspect(file, 50_000_000).Header!;
        var image = ImageRenderer.Render(file, header, RenderPlan.For(header, specs), default).Image!;
        return [.. image.Variants.Select(variant => Pictures.Decode(variant.Content.Span))];
    }
}
