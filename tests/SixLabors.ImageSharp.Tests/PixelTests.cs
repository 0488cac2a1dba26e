using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace Shop.SixLabors.ImageSharp.Tests;

public sealed class PixelTests
{
    [Fact]
    public void NewImage_IsFilled()
    {
        using var blank = new Image<Rgba32>(3, 2);
        using var filled = new Image<Rgb24>(3, 2, new Rgb24(1, 2, 3));

        Assert.Equal(default, blank[2, 1]);
        Assert.Equal(new Rgb24(1, 2, 3), filled[2, 1]);
        Assert.Equal(24, filled.PixelType.BitsPerPixel);
        Assert.Equal("Image<Rgb24>: 3x2", filled.ToString());
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(3, 0)]
    [InlineData(0, 2)]
    [InlineData(0, -1)]
    public void PixelOutside_IsOutOfRange(int x, int y)
    {
        using var image = new Image<L8>(3, 2);

        Assert.Throws<ArgumentOutOfRangeException>(() => image[x, y]);
        Assert.Throws<ArgumentOutOfRangeException>(() => image[x, y] = new L8(1));
    }

    [Fact]
    public void PixelData_GoesInAndOut()
    {
        Rgba32[] pixels = [new(1, 2, 3, 4), new(5, 6, 7, 8), new(9, 10, 11, 12), new(13, 14, 15, 16)];
        using var image = Image.LoadPixelData<Rgba32>(pixels, 2, 2);
        var copy = new Rgba32[5];
        var bytes = new byte[16];

        image.CopyPixelDataTo(copy);
        image.CopyPixelDataTo(bytes);

        Assert.Equal(pixels[2], image[0, 1]);
        Assert.Equal([.. pixels, default], copy);
        Assert.Equal(Enumerable.Range(1, 16).Select(i => (byte)i), bytes);
    }

    [Fact]
    public void TooLittleRoomOrData_IsRefused()
    {
        using var image = new Image<Rgba32>(2, 2);

        Assert.ThrowsAny<ArgumentException>(() => image.CopyPixelDataTo(new byte[15]));
        Assert.ThrowsAny<ArgumentException>(() => image.CopyPixelDataTo(new Rgba32[3]));
        Assert.ThrowsAny<ArgumentException>(() => Image.LoadPixelData<Rgba32>(new byte[15], 2, 2));
    }

    [Fact]
    public void CloneAs_ConvertsPixels()
    {
        using var image = new Image<Rgba32>(1, 1, new Rgba32(200, 100, 50, 7));

        using var rgb = image.CloneAs<Rgb24>();
        using var grey = image.CloneAs<L8>();
        using var greyWithAlpha = image.CloneAs<La16>();
        using var back = rgb.CloneAs<Rgba32>();

        Assert.Equal(new Rgb24(200, 100, 50), rgb[0, 0]);
        Assert.Equal(118, grey[0, 0].PackedValue);
        Assert.Equal(new La16(118, 7), greyWithAlpha[0, 0]);
        Assert.Equal(new Rgba32(200, 100, 50), back[0, 0]);
    }

    [Fact]
    public void LoadAsOtherPixels_ConvertsToo()
    {
        var file = PngFile.Make(1, 1, 8, 6, PngFile.Rows(1, 200, 100, 50, 7));

        using var rgb = Image.Load<Rgb24>(file);
        using var grey = Image.Load<L8>(file);

        Assert.Equal(new Rgb24(200, 100, 50), rgb[0, 0]);
        Assert.Equal(118, grey[0, 0].PackedValue);
    }

    [Fact]
    public void Clone_IsItsOwnImage()
    {
        using var image = new Image<Rgb24>(2, 2);
        using var clone = image.Clone();

        clone[0, 0] = new Rgb24(9, 9, 9);

        Assert.Equal(default, image[0, 0]);
        Assert.Equal(new Rgb24(9, 9, 9), clone[0, 0]);
    }

    [Fact]
    public void WrittenPixel_OfALoadedGreyFile_HasColour()
    {
        using var image = Image.Load<Rgba32>(JpegFile.Grey(8, 50));

        image[3, 3] = TestImages.Red;
        image.Mutate(context => context.Flip(FlipMode.Horizontal));

        Assert.Equal(TestImages.Red, image[4, 3]);
        Assert.Equal(new Rgba32(50, 50, 50), image[3, 3]);
    }

    [Theory]
    [InlineData(RotateMode.Rotate90, 1, 0)]
    [InlineData(RotateMode.Rotate180, 2, 1)]
    [InlineData(RotateMode.Rotate270, 0, 2)]
    public void TopLeftPixel_IsTurnedClockwise(RotateMode mode, int x, int y)
    {
        using var image = new Image<Rgba32>(3, 2);
        image[0, 0] = TestImages.Red;

        image.Mutate(context => context.Rotate(mode));

        Assert.Equal(TestImages.Red, image[x, y]);
    }

    [Theory]
    [InlineData(RotateMode.Rotate90)]
    [InlineData(RotateMode.Rotate180)]
    [InlineData(RotateMode.Rotate270)]
    public void LargeImage_IsTurnedBeforeOrAfterItIsResized(RotateMode mode)
    {
        using var image = TestImages.Slope(900, 1_200);
        var turned = mode == RotateMode.Rotate180 ? new Size(300, 400) : new Size(400, 300);

        using var before = image.Clone(
            context => context.Rotate(mode).Flip(FlipMode.Vertical).Resize(turned.Width, turned.Height));
        using var after = image.Clone(
            context => context.Resize(300, 400).Rotate(mode).Flip(FlipMode.Vertical));

        Assert.Equal(before.Size, after.Size);
        for (var x = 10; x < before.Width; x += 60)
        {
            TestImages.AssertNear(Opaque(before[x, 290]), Opaque(after[x, 290]), 2);
        }
    }

    private static Rgba32 Opaque(Rgb24 pixel) => new(pixel.R, pixel.G, pixel.B);

    [Fact]
    public void Crop_CutsOut()
    {
        using var image = TestImages.Quarters(10, 10);

        image.Mutate(context => context.Crop(new Rectangle(5, 0, 5, 4)));

        Assert.Equal(new Size(5, 4), image.Size);
        Assert.Equal(TestImages.Green, image[0, 0]);
    }

    [Fact]
    public void Context_KnowsTheSizeSoFar()
    {
        using var image = new Image<Rgba32>(30, 20);
        var sizes = new List<Size>();

        image.Mutate(context =>
        {
            sizes.Add(context.GetCurrentSize());
            sizes.Add(context.Resize(15, 10).GetCurrentSize());
            sizes.Add(context.Rotate(RotateMode.Rotate90).GetCurrentSize());
        });

        Assert.Equal([new Size(30, 20), new Size(15, 10), new Size(10, 15)], sizes);
    }
}
