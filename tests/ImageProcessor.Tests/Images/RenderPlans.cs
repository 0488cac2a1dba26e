using Shop.ImageProcessor.Images;

namespace Shop.ImageProcessor.Tests.Images;

public sealed class RenderPlans
{
    [Theory]
    // Larger than the box: scaled until it fits whole.
    [InlineData(4000, 3000, VariantFit.Inside, 800, 600, "800x600")]
    [InlineData(6000, 4000, VariantFit.Inside, 800, 600, "800x533")]
    [InlineData(3000, 4000, VariantFit.Inside, 800, 600, "450x600")]
    [InlineData(10_000, 1, VariantFit.Inside, 800, 600, "800x1")]
    // Not larger: left as it is.
    [InlineData(800, 600, VariantFit.Inside, 800, 600, "800x600")]
    [InlineData(40, 30, VariantFit.Inside, 800, 600, "40x30")]
    // Cover fills the box where the image reaches, and never enlarges.
    [InlineData(4000, 3000, VariantFit.Cover, 200, 200, "200x200")]
    [InlineData(3000, 4000, VariantFit.Cover, 200, 200, "200x200")]
    [InlineData(1000, 100, VariantFit.Cover, 200, 200, "200x100")]
    [InlineData(100, 1000, VariantFit.Cover, 200, 200, "100x200")]
    [InlineData(1, 1, VariantFit.Cover, 200, 200, "1x1")]
    // Contain always has the size of the box, fill has it where the image reaches.
    [InlineData(4000, 3000, VariantFit.Contain, 200, 200, "200x200")]
    [InlineData(10, 3, VariantFit.Contain, 200, 100, "200x100")]
    [InlineData(4000, 3000, VariantFit.Fill, 200, 300, "200x300")]
    [InlineData(100, 3000, VariantFit.Fill, 200, 300, "100x300")]
    [InlineData(3000, 100, VariantFit.Fill, 200, 300, "200x100")]
    [InlineData(1, 1, VariantFit.Fill, 200, 300, "1x1")]
    public void Output_HasTheSizeThatItsFitAsksFor(
        int width, int height, VariantFit fit, int boxWidth, int boxHeight, string output)
    {
        var plan = RenderPlan.For(Jpeg(width, height), [new("v", boxWidth, boxHeight, fit, VariantFormat.Jpeg, 80)]);

        Assert.Equal(output, Assert.Single(plan.Variants).Output.ToString());
    }

    [Theory]
    [InlineData(4000, 3000, "800x600")]
    [InlineData(6000, 4000, "800x533")]
    [InlineData(3000, 4000, "450x600")]
    // The thumbnail, 200 pixels high, needs more of a panorama than the display variant does.
    [InlineData(10_000, 1000, "2000x200")]
    [InlineData(640, 480, "640x480")]
    public void Decode_IsTheSmallestSizeThatServesEveryDefaultVariant(int width, int height, string decode) =>
        Assert.Equal(decode, RenderPlan.For(Jpeg(width, height), VariantSpec.Defaults).Decode.ToString());

    [Fact]
    public void Variants_KeepTheOrderOfTheirSpecification() => Assert.Equal(
        VariantSpec.Defaults, RenderPlan.For(Jpeg(4000, 3000), VariantSpec.Defaults).Variants.Select(plan => plan.Spec));

    [Theory]
    [InlineData(ImageFormat.Jpeg, OutputFormat.Jpeg)]
    [InlineData(ImageFormat.Png, OutputFormat.Png)]
    [InlineData(ImageFormat.Webp, OutputFormat.Webp)]
    [InlineData(ImageFormat.Gif, OutputFormat.Png)]
    public void OriginalFormat_IsKeptButThatGifBecomesPng(ImageFormat original, OutputFormat output)
    {
        var spec = new VariantSpec("v", 80, 60, VariantFit.Inside, VariantFormat.Original, 80);

        Assert.Equal(output, RenderPlan.For(new(original, new(40, 30), false), [spec]).Variants[0].Format);
    }

    private static ImageHeader Jpeg(int width, int height) => new(ImageFormat.Jpeg, new(width, height), Transposed: false);
}
