using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;
using SixLabors.ImageSharp.Processing.Processors.Transforms;

namespace Shop.SixLabors.ImageSharp.Tests;

public sealed class ResizeTests
{
    public static TheoryData<ResizeMode, int, int, int, int> Sizes { get; } = new()
    {
        // mode, target, and what comes of a 120×90 image
        { ResizeMode.Max, 60, 60, 60, 45 },
        { ResizeMode.Max, 240, 240, 240, 180 },
        { ResizeMode.Max, 37, 91, 37, 28 },
        { ResizeMode.Max, 0, 30, 40, 30 },
        { ResizeMode.Max, 33, 0, 33, 25 },
        { ResizeMode.Min, 60, 60, 80, 60 },
        { ResizeMode.Min, 60, 80, 107, 80 },
        { ResizeMode.Min, 100, 70, 93, 70 },
        { ResizeMode.Min, 100, 50, 100, 75 },
        { ResizeMode.Min, 240, 10, 120, 90 },
        { ResizeMode.Crop, 60, 60, 60, 60 },
        { ResizeMode.Crop, 300, 7, 300, 7 },
        { ResizeMode.Pad, 60, 60, 60, 60 },
        { ResizeMode.BoxPad, 200, 200, 200, 200 },
        { ResizeMode.BoxPad, 50, 200, 50, 200 },
        { ResizeMode.Stretch, 10, 100, 10, 100 },
        { ResizeMode.Stretch, 1, 1, 1, 1 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void EveryMode_HasItsSize(
        ResizeMode mode, int width, int height, int expectedWidth, int expectedHeight)
    {
        using var image = TestImages.Slope(120, 90);

        image.Mutate(
            context => context.Resize(new ResizeOptions { Size = new Size(width, height), Mode = mode }));

        Assert.Equal(new Size(expectedWidth, expectedHeight), image.Size);
    }

    [Theory]
    [InlineData("Bicubic")]
    [InlineData("Box")]
    [InlineData("NearestNeighbor")]
    public void EverySize_IsHitExactly(string name)
    {
        var sampler = Sampler(name);
        using var image = TestImages.Slope(97, 61);
        for (var width = 1; width < 130; width += 3)
        {
            for (var height = 1; height < 100; height += 7)
            {
                using var resized = image.Clone(context => context.Resize(width, height, sampler));

                Assert.Equal(new Size(width, height), resized.Size);
                Assert.InRange(resized[width / 2, 0].R, width < 3 ? 0 : 60, 190);
            }
        }
    }

    public static TheoryData<AnchorPositionMode, int, int> Anchors { get; } = new()
    {
        // what is at the left and at the right end of a red-green-blue stripe cut to its height: 0 red, 1
        // green, 2 blue
        { AnchorPositionMode.Left, 0, 0 },
        { AnchorPositionMode.TopLeft, 0, 0 },
        { AnchorPositionMode.BottomLeft, 0, 0 },
        { AnchorPositionMode.Center, 1, 1 },
        { AnchorPositionMode.Top, 1, 1 },
        { AnchorPositionMode.Bottom, 1, 1 },
        { AnchorPositionMode.Right, 2, 2 },
        { AnchorPositionMode.TopRight, 2, 2 },
        { AnchorPositionMode.BottomRight, 2, 2 },
    };

    [Theory]
    [MemberData(nameof(Anchors))]
    public void Crop_KeepsThePartAtTheAnchor(AnchorPositionMode position, int left, int right)
    {
        Rgba32[] colours = [TestImages.Red, TestImages.Green, TestImages.Blue];
        using var wide = Stripe(90, 30, (x, _) => colours[x / 30]);
        using var tall = Stripe(30, 90, (_, y) => colours[y / 30]);
        var options = new ResizeOptions { Size = new Size(15, 15), Position = position };

        wide.Mutate(context => context.Resize(options));
        tall.Mutate(context => context.Resize(options));

        TestImages.AssertNear(colours[left], wide[2, 7]);
        TestImages.AssertNear(colours[right], wide[12, 7]);
        var vertical = position.ToString() switch
        {
            "Top" or "TopLeft" or "TopRight" => 0,
            "Bottom" or "BottomLeft" or "BottomRight" => 2,
            _ => 1,
        };
        TestImages.AssertNear(colours[vertical], tall[7, 7]);
    }

    [Fact]
    public void Pad_CentresOnThePadColour()
    {
        using var image = Stripe(40, 20, (_, _) => TestImages.Red);

        image.Mutate(context => context.Resize(new ResizeOptions
        {
            Size = new Size(40, 40),
            Mode = ResizeMode.Pad,
            PadColor = Color.White,
        }));

        Assert.Equal(TestImages.White, image[20, 9]);
        Assert.Equal(TestImages.Red, image[20, 10]);
        Assert.Equal(TestImages.Red, image[20, 29]);
        Assert.Equal(TestImages.White, image[20, 30]);
    }

    [Fact]
    public void PadWithoutColour_IsTransparentWhereItCanBe()
    {
        using var image = Stripe(40, 20, (_, _) => TestImages.Red);
        using var opaque = image.CloneAs<Rgb24>();
        var options = new ResizeOptions { Size = new Size(20, 20), Mode = ResizeMode.Pad };

        image.Mutate(context => context.Resize(options));
        opaque.Mutate(context => context.Resize(options));

        Assert.Equal(default, image[10, 1]);
        Assert.Equal(TestImages.Red, image[10, 10]);
        Assert.Equal(default, opaque[10, 1]);
    }

    [Fact]
    public void PadOfAnOpaqueFile_IsTransparent()
    {
        using var image = Image.Load<Rgba32>(TestImages.Jpeg(40, 20));

        image.Mutate(
            context => context.Resize(new ResizeOptions { Size = new Size(20, 20), Mode = ResizeMode.Pad }));

        Assert.Equal(0, image[10, 1].A);
        Assert.Equal(255, image[10, 10].A);
    }

    [Fact]
    public void BoxPad_DoesNotEnlarge()
    {
        using var image = Stripe(10, 10, (_, _) => TestImages.Red);

        image.Mutate(context => context.Resize(new ResizeOptions
        {
            Size = new Size(30, 30),
            Mode = ResizeMode.BoxPad,
            Position = AnchorPositionMode.BottomRight,
            PadColor = Color.Blue,
        }));

        Assert.Equal(TestImages.Red, image[20, 20]);
        Assert.Equal(TestImages.Blue, image[19, 20]);
    }

    [Fact]
    public void HiddenColour_DoesNotBleed()
    {
        // Transparent pixels hide green; the edge to red must not turn yellow.
        using var image = Stripe(40, 40, (x, _) => x < 21 ? TestImages.Red : new Rgba32(0, 255, 0, 0));

        image.Mutate(context => context.Resize(10, 10, KnownResamplers.Box));

        TestImages.AssertNear(new Rgba32(255, 0, 0, 64), image[5, 5], 3);
    }

    public static TheoryData<string> Samplers { get; } =
    [
        "Bicubic", "Box", "CatmullRom", "Lanczos2", "Lanczos3", "MitchellNetravali", "NearestNeighbor",
        "Triangle",
    ];

    [Theory]
    [MemberData(nameof(Samplers))]
    public void EverySampler_KeepsASlope(string name)
    {
        using var image = TestImages.Slope(200, 160);

        image.Mutate(context => context.Resize(new ResizeOptions
        {
            Size = new Size(50, 40),
            Mode = ResizeMode.Stretch,
            Sampler = Sampler(name),
        }));

        TestImages.AssertNear(
            new Rgba32(127, 127, 100), new Rgba32(image[25, 20].R, image[25, 20].G, image[25, 20].B));
    }

    [Theory]
    [InlineData(255)]
    [InlineData(100)]
    public void Compand_AveragesInLinearLight(byte alpha)
    {
        using var image = Stripe(
            64,
            64,
            (x, y) => (x + y) % 2 == 0 ? new Rgba32(255, 255, 255, alpha) : new Rgba32(0, 0, 0, alpha));
        using var opaque = image.CloneAs<Rgb24>();
        var options = new ResizeOptions
        {
            Size = new Size(16, 16),
            Sampler = KnownResamplers.Box,
            Compand = true,
        };

        using var plain = image.Clone(context => context.Resize(16, 16, KnownResamplers.Box));
        image.Mutate(context => context.Resize(options));
        opaque.Mutate(context => context.Resize(options));

        TestImages.AssertNear(new Rgba32(128, 128, 128, alpha), plain[8, 8], 2);
        TestImages.AssertNear(new Rgba32(188, 188, 188, alpha), image[8, 8], 3);
        Assert.InRange(opaque[8, 8].R, 185, 191);
    }

    private static IResampler Sampler(string name) =>
        (IResampler)typeof(KnownResamplers).GetProperty(name)!.GetValue(null)!;

    private static Image<Rgba32> Stripe(int width, int height, Func<int, int, Rgba32> colour)
    {
        var image = new Image<Rgba32>(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                image[x, y] = colour(x, y);
            }
        }

        return image;
    }
}
