using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace Shop.SixLabors.ImageSharp.Tests;

public sealed class TargetSizeTests
{
    public static TheoryData<string, int, int, int, int> Table { get; } = new()
    {
        // target, and what comes of a 400×300 image
        { "PNG", 200, 150, 200, 150 },
        { "PNG", 100, 100, 100, 75 },
        { "PNG", 37, 91, 37, 28 },
        { "PNG", 401, 301, 401, 301 },
        { "PNG", 800, 800, 800, 600 },
        { "PNG", 400, 10, 400, 300 },
        { "PNG", 10, 300, 400, 300 },
        { "PNG", 1, 1, 1, 1 },
        { "JPEG", 200, 150, 200, 150 },
        { "JPEG", 100, 100, 100, 75 },
        { "JPEG", 37, 91, 37, 28 },
        { "JPEG", 150, 112, 149, 112 },
        { "JPEG", 800, 800, 800, 600 },
        { "JPEG", 400, 10, 400, 300 },
        { "JPEG", 50, 10, 50, 38 },
        { "JPEG", 50, 38, 50, 38 },
        { "JPEG", 1, 1, 1, 1 },
        { "Webp", 100, 100, 100, 75 },
        { "Webp", 37, 91, 37, 28 },
        { "Webp", 800, 800, 800, 600 },
        { "Webp", 400, 10, 400, 300 },
        { "GIF", 100, 100, 100, 75 },
        { "GIF", 10, 300, 400, 300 },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void TargetSize_IsTheLargestInside(
        string format, int width, int height, int expectedWidth, int expectedHeight)
    {
        var options = new DecoderOptions { TargetSize = new Size(width, height), MaxFrames = 1 };

        using var image = Image.Load(options, TestImages.Of(format, 400, 300));

        Assert.Equal(new Size(expectedWidth, expectedHeight), image.Size);
    }

    [Theory]
    [InlineData("JPEG", 60)]
    [InlineData("JPEG", 200)]
    [InlineData("JPEG", 333)]
    [InlineData("PNG", 60)]
    [InlineData("PNG", 333)]
    [InlineData("Webp", 60)]
    [InlineData("Webp", 333)]
    public void ScaledImage_LooksLikeTheWhole(string format, int width)
    {
        var options = new DecoderOptions
        {
            TargetSize = new Size(width, width),
            Sampler = KnownResamplers.Lanczos3,
        };

        using var image = Image.Load<Rgba32>(options, TestImages.Of(format, 400, 300));

        for (var x = image.Width / 8; x < image.Width; x += image.Width / 4)
        {
            var y = image.Height - 1 - (x * image.Height / image.Width);
            var expected = new Rgba32((byte)(x * 255 / image.Width), (byte)(y * 255 / image.Height), 100);
            TestImages.AssertNear(expected, image[x, y], 12);
        }
    }

    [Theory]
    [InlineData("JPEG")]
    [InlineData("PNG")]
    [InlineData("Webp")]
    [InlineData("Webp lossless")]
    [InlineData("GIF")]
    public void ThinImage_KeepsAPixel(string format)
    {
        foreach (var (width, height) in new[] { (135, 5), (5, 135), (300, 1), (1, 300), (7, 7), (1, 1) })
        {
            var file = TestImages.Of(format, width, height);
            foreach (var target in new[] { new Size(9, 1), new Size(1, 9), new Size(1, 1), new Size(2, 3) })
            {
                using var image = Image.Load(new DecoderOptions { TargetSize = target }, file);

                Assert.InRange(image.Width, 1, Math.Max(width, target.Width));
                Assert.InRange(image.Height, 1, Math.Max(height, target.Height));
            }
        }
    }

    [Fact]
    public void TargetSize_ComesBeforeTheOrientation()
    {
        using var tall = TestImages.Quarters(40, 80);
        var file = OrientationTests.WithOrientation(tall, 6);

        using var image = Image.Load(new DecoderOptions { TargetSize = new Size(30, 30) }, file);
        Assert.Equal(new Size(15, 30), image.Size);
        image.Mutate(context => context.AutoOrient());

        Assert.Equal(new Size(30, 15), image.Size);
    }
}
