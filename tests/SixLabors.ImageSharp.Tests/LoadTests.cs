using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.PixelFormats;

namespace Shop.SixLabors.ImageSharp.Tests;

public sealed class LoadTests
{
    [Theory]
    [InlineData("JPEG", 24)]
    [InlineData("PNG", 24)]
    [InlineData("Webp", 32)]
    [InlineData("Webp lossless", 32)]
    public async Task EveryFormat_KeepsItsPixels(string format, int bits)
    {
        using var stream = new MemoryStream(TestImages.Of(format, 64, 48));

        using var image = await Image.LoadAsync(new DecoderOptions(), stream);
        using var pixels = image.CloneAs<Rgba32>();

        Assert.Equal(bits, image.PixelType.BitsPerPixel);
        Assert.Equal(new Size(64, 48), image.Size);
        TestImages.AssertNear(new Rgba32(0, 0, 100), pixels[0, 0], 10);
        TestImages.AssertNear(new Rgba32(32 * 255 / 64, 24 * 255 / 48, 100), pixels[32, 24], 10);
        TestImages.AssertNear(new Rgba32(63 * 255 / 64, 47 * 255 / 48, 100), pixels[63, 47], 10);
    }

    [Theory]
    [InlineData(255, 0, 0, 0, 0, 255, 255)]
    [InlineData(0, 255, 0, 0, 255, 0, 255)]
    [InlineData(0, 0, 255, 0, 255, 255, 0)]
    [InlineData(0, 0, 0, 255, 0, 0, 0)]
    [InlineData(0, 0, 0, 0, 255, 255, 255)]
    [InlineData(0, 128, 0, 128, 127, 63, 127)]
    public void CmykJpeg_HasTheColoursOfItsInks(byte c, byte m, byte y, byte k, byte r, byte g, byte b)
    {
        using var image = Image.Load<Rgba32>(JpegFile.Cmyk(16, c, m, y, k));

        TestImages.AssertNear(new Rgba32(r, g, b), image[5, 5], 4);
    }

    [Fact]
    public void GreyJpeg_IsGreyInColour()
    {
        using var image = Image.Load<Rgba32>(JpegFile.Grey(24, 77));
        using var own = Image.Load(JpegFile.Grey(24, 77));

        Assert.Equal(new Rgba32(77, 77, 77), image[20, 20]);
        Assert.Equal(24, own.PixelType.BitsPerPixel);
    }

    [Fact]
    public void ProgressiveJpeg_Loads()
    {
        using var image = Image.Load<Rgb24>(JpegFile.ProgressiveGrey(24, 200));

        Assert.Equal(new Rgb24(200, 200, 200), image[23, 23]);
    }

    [Fact]
    public void SixteenBitPngWithAlpha_KeepsTheUpperHalf()
    {
        byte[] row = [255, 255, 128, 128, 0, 0, 64, 64, 0, 0, 0, 0, 255, 255, 255, 255];

        using var image = Image.Load<Rgba32>(PngFile.Make(2, 3, 16, 6, PngFile.Rows(3, row)));

        Assert.Equal(new Rgba32(255, 128, 0, 64), image[0, 0]);
        Assert.Equal(new Rgba32(0, 0, 255, 255), image[1, 2]);
    }

    [Fact]
    public void PalettePng_HasItsColoursAndTransparency()
    {
        var file = PngFile.Make(
            4, 2, 2, 3, PngFile.Rows(2, 0b00_01_10_11), interlaced: false,
            ("PLTE", [255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 8, 7]), ("tRNS", [255, 128]));

        using var image = Image.Load<Rgba32>(file);

        Assert.Equal(new Rgba32(255, 0, 0, 255), image[0, 0]);
        Assert.Equal(new Rgba32(0, 255, 0, 128), image[1, 0]);
        Assert.Equal(new Rgba32(9, 8, 7, 255), image[3, 1]);
    }

    [Fact]
    public void InterlacedPng_Loads()
    {
        // One pixel is in the first pass of Adam7, all others are in none of a 1×1 image.
        using var image = Image.Load<Rgba32>(
            PngFile.Make(1, 1, 8, 2, PngFile.Rows(1, 10, 20, 30), interlaced: true));

        Assert.Equal(new Rgba32(10, 20, 30), image[0, 0]);
    }

    [Theory]
    [InlineData(0, 8)]
    [InlineData(4, 16)]
    public void GreyPng_IsGrey(byte colourType, int bits)
    {
        var row = colourType == 0 ? new byte[] { 5, 250 } : [5, 255, 250, 100];

        using var image = Image.Load(PngFile.Make(2, 1, 8, colourType, PngFile.Rows(1, row)));
        using var pixels = image.CloneAs<Rgba32>();

        Assert.Equal(bits, image.PixelType.BitsPerPixel);
        Assert.Equal(new Rgba32(5, 5, 5), pixels[0, 0]);
        Assert.Equal(new Rgba32(250, 250, 250, (byte)(bits == 8 ? 255 : 100)), pixels[1, 0]);
    }

    [Fact]
    public void AnimatedGif_ShowsItsFirstFrame()
    {
        var file = GifFile.Make(5, 4, pixel => pixel % 5 == 4 ? 3 : 0, _ => 2);

        using var image = Image.Load<Rgba32>(new DecoderOptions { MaxFrames = 1 }, file);

        Assert.Equal(new Size(5, 4), image.Size);
        Assert.Equal(TestImages.Red, image[0, 3]);
        Assert.Equal(0, image[4, 0].A);
    }

    [Fact]
    public void AnimatedWebp_ShowsItsFirstFrame()
    {
        using var first = new Image<Rgba32>(12, 10, TestImages.Blue);
        using var second = new Image<Rgba32>(12, 10, TestImages.Red);
        var lossless = new global::SixLabors.ImageSharp.Formats.Webp.WebpEncoder
        {
            FileFormat = global::SixLabors.ImageSharp.Formats.Webp.WebpFileFormatType.Lossless,
        };
        var file = WebpFile.Animate(12, 10, first.Encode(lossless), second.Encode(lossless));

        using var image = Image.Load<Rgba32>(new DecoderOptions { MaxFrames = 1 }, file);

        Assert.Equal(new Size(12, 10), Image.Identify(file).Size);
        Assert.Equal(new Size(12, 10), image.Size);
        Assert.Equal(TestImages.Blue, image[11, 9]);
    }

    [Fact]
    public async Task Streams_LoadFromWhereTheyStand()
    {
        byte[] file = [9, 9, .. TestImages.Png(6, 5)];
        using var exposed = new MemoryStream();
        exposed.Write(file);
        exposed.Position = 2;
        using var hidden = new MemoryStream(file) { Position = 2 };

        using var first = await Image.LoadAsync<Rgb24>(new DecoderOptions(), exposed);
        using var second = Image.Load<Rgb24>(new DecoderOptions(), new IdentifyTests.NonSeekable(hidden));

        Assert.Equal(new Size(6, 5), first.Size);
        Assert.Equal(first[3, 3], second[3, 3]);
    }

    [Fact]
    public async Task CancelledLoad_Throws()
    {
        using var stream = new MemoryStream(TestImages.Png(6, 5));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Image.LoadAsync(
                new DecoderOptions(), new IdentifyTests.NonSeekable(stream), new CancellationToken(true)));
    }
}
