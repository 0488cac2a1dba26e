using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace Shop.SixLabors.ImageSharp.Tests;

public sealed class EncoderTests
{
    private static readonly Rgba32 HiddenRed = new(255, 0, 0, 0);

    [Fact]
    public void Defaults_AreThoseOfThePackage()
    {
        Assert.Null(new JpegEncoder().Quality);
        Assert.Null(new JpegEncoder().ColorType);
        Assert.Equal(75, new WebpEncoder().Quality);
        Assert.Equal(WebpEncodingMethod.Level4, new WebpEncoder().Method);
        Assert.Null(new WebpEncoder().FileFormat);
        Assert.Equal(PngCompressionLevel.Level6, new PngEncoder().CompressionLevel);
        Assert.Null(new PngEncoder().ColorType);
        Assert.False(new PngEncoder().SkipMetadata);
    }

    [Fact]
    public void Quality_CostsBytes()
    {
        using var image = TestImages.Quarters(200, 200);
        image.Mutate(context => context.Resize(90, 90, KnownResamplers.Lanczos3).Resize(200, 200));

        var sizes = new[] { 10, 50, 75, 95 }.Select(quality => new JpegEncoder { Quality = quality })
            .Select(encoder => image.Encode(encoder).Length).ToArray();
        var webp = new[] { 10, 50, 95 }.Select(quality => new WebpEncoder { Quality = quality })
            .Select(encoder => image.Encode(encoder).Length).ToArray();

        Assert.Equal(sizes.Order(), sizes);
        Assert.Equal(sizes.Distinct(), sizes);
        Assert.Equal(webp.Order(), webp);
        Assert.Equal(image.Encode(new JpegEncoder()).Length, sizes[2]);
    }

    [Theory]
    [InlineData(JpegEncodingColor.YCbCrRatio420, 3, 0x22)]
    [InlineData(JpegEncodingColor.YCbCrRatio444, 3, 0x11)]
    [InlineData(JpegEncodingColor.Luminance, 1, 0x11)]
    public void JpegColour_IsInTheFrameHeader(JpegEncodingColor colour, int components, int sampling)
    {
        using var image = TestImages.Quarters(32, 32);

        var file = image.Encode(new JpegEncoder { ColorType = colour });
        var frame = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);

        Assert.Equal(components, file[frame + 9]);
        Assert.Equal(sampling, file[frame + 11]);
        Assert.Equal(8 * components, Image.Identify(file).PixelType.BitsPerPixel);
    }

    [Fact]
    public void JpegColourOfTheSource_IsKept()
    {
        using var image = Image.Load<Rgba32>(JpegFile.Grey(16, 90));

        Assert.Equal(8, Image.Identify(image.Encode(new JpegEncoder())).PixelType.BitsPerPixel);
        Assert.Equal(24, Image.Identify(image.Encode(
            new JpegEncoder { ColorType = JpegEncodingColor.YCbCrRatio420 })).PixelType.BitsPerPixel);
    }

    [Theory]
    [InlineData(PngColorType.Grayscale, 8)]
    [InlineData(PngColorType.GrayscaleWithAlpha, 16)]
    [InlineData(PngColorType.Rgb, 24)]
    [InlineData(PngColorType.RgbWithAlpha, 32)]
    public void PngColour_IsAsAsked(PngColorType colour, int bits)
    {
        using var image = TestImages.Quarters(9, 7);

        var file = image.Encode(new PngEncoder { ColorType = colour });
        using var loaded = Image.Load<Rgba32>(file);

        Assert.Equal(bits, Image.Identify(file).PixelType.BitsPerPixel);
        Assert.Equal(bits < 24 ? new Rgba32(54, 54, 54) : TestImages.Red, loaded[1, 1]);
    }

    [Fact]
    public void Png_KeepsEveryPixel()
    {
        using var image = new Image<Rgba32>(16, 16);
        for (var i = 0; i < 256; i++)
        {
            image[i % 16, i / 16] = new Rgba32(
                (byte)i, (byte)(255 - i), (byte)(i * 7 % 256), (byte)(i * 3 % 256));
        }

        foreach (var level in Enum.GetValues<PngCompressionLevel>())
        {
            using var loaded = Image.Load<Rgba32>(image.Encode(new PngEncoder { CompressionLevel = level }));
            AssertSame(image, loaded);
        }
    }

    [Fact]
    public void LosslessWebp_KeepsEveryOpaquePixel()
    {
        using var image = TestImages.Slope(33, 21).CloneAs<Rgba32>();

        using var loaded = Image.Load<Rgba32>(image.Encode(
            new WebpEncoder { FileFormat = WebpFileFormatType.Lossless }));

        AssertSame(image, loaded);
    }

    [Fact]
    public void WebpKindOfTheSource_IsKept()
    {
        using var lossless = Image.Load(TestImages.Webp(40, 30, WebpFileFormatType.Lossless));
        using var png = Image.Load(TestImages.Png(40, 30));
        using var lossy = Image.Load(TestImages.Jpeg(40, 30));

        Assert.Contains("VP8L", Names(lossless.Encode(new WebpEncoder())), StringComparison.Ordinal);
        Assert.Contains("VP8L", Names(png.Encode(new WebpEncoder())), StringComparison.Ordinal);
        Assert.DoesNotContain("VP8L", Names(lossy.Encode(new WebpEncoder())), StringComparison.Ordinal);
    }

    [Fact]
    public void TransparentImageAsJpeg_ShowsTheColourItHides()
    {
        using var image = new Image<Rgba32>(16, 16, HiddenRed);

        using var loaded = Image.Load<Rgba32>(image.Encode(new JpegEncoder()));

        TestImages.AssertNear(TestImages.Red, loaded[8, 8]);
    }

    [Fact]
    public void BackgroundColour_ShowsThroughAsMuchAsAlphaLets()
    {
        using var image = new Image<Rgba32>(8, 8, HiddenRed);
        image[1, 1] = new Rgba32(255, 0, 0, 128);
        image[2, 2] = TestImages.Blue;

        image.Mutate(context => context.BackgroundColor(Color.White));

        Assert.Equal(TestImages.White, image[0, 0]);
        TestImages.AssertNear(new Rgba32(255, 127, 127), image[1, 1], 1);
        Assert.Equal(TestImages.Blue, image[2, 2]);
    }

    [Fact]
    public void GreyWithAlpha_FlattensToo()
    {
        using var image = Image.Load<Rgba32>(PngFile.Make(2, 1, 8, 4, PngFile.Rows(1, 10, 0, 20, 255)));

        image.Mutate(context => context.BackgroundColor(Color.White));

        Assert.Equal(TestImages.White, image[0, 0]);
        Assert.Equal(new Rgba32(20, 20, 20), image[1, 0]);
    }

    [Fact]
    public async Task SaveAsync_WritesWhatSaveWrites()
    {
        using var image = TestImages.Slope(20, 20);
        using var stream = new MemoryStream();

        await image.SaveAsync(stream, new JpegEncoder { Quality = 60 });

        Assert.Equal(image.Encode(new JpegEncoder { Quality = 60 }), stream.ToArray());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => image.SaveAsync(stream, new JpegEncoder(), new CancellationToken(true)));
    }

    private static string Names(byte[] file) => System.Text.Encoding.Latin1.GetString(file);

    private static void AssertSame(Image<Rgba32> expected, Image<Rgba32> actual)
    {
        var first = new Rgba32[expected.Width * expected.Height];
        var second = new Rgba32[first.Length];
        expected.CopyPixelDataTo(first);
        actual.CopyPixelDataTo(second);
        Assert.Equal(first, second);
    }
}
