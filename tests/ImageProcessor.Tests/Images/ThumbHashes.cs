using Shop.ImageProcessor.Images;

namespace Shop.ImageProcessor.Tests.Images;

/// <summary>Expected values were printed by the format's reference implementation for the same pixels.</summary>
public sealed class ThumbHashes
{
    [Fact]
    public void Landscape() => Check("XAgOFZhwd3eBeIh3iHiIh3iACPeI", 40, 30, (x, y) => (x * 6, y * 8, (x + y) * 3, 255));

    [Fact]
    public void Portrait() => Check("ZJkKYxpwcHiHh4iHj3SI+Ig=", 20, 50, (x, y) => (200, y * 5, x * 12, 255));

    [Fact]
    public void Transparent() =>
        Check("4BeCDRA3r5pWV3mGhiSA+Zd1dneAiId4iA==", 32, 32, (x, y) => (255 - x * 6 - y, x * 5 + y * 2, 128 + y * x, y * 7 + x));

    [Fact]
    public void OnePixel() => Check("VIoon14I9wiIh4hwj3CI+AiIgIAI94cP", 1, 1, (_, _) => (10, 200, 30, 255));

    [Fact]
    public void Panorama() => Check("XfYNeaKHiIiAd3iIgIM4+Ic=", 100, 2, (x, y) => (x * 2, y * 200, 255 - x * 2, 255));

    [Fact]
    public void Invisible() => Check("AAiCBQAAAAAAAAAAAAAAAAAAAAAAAAAAAA==", 4, 4, (_, _) => (0, 0, 0, 0));

    [Theory]
    [InlineData(101, 1)]
    [InlineData(1, 101)]
    public void LargerThanTheFormatWants_IsRefused(int width, int height) => Assert.Throws<ArgumentOutOfRangeException>(
        () => ThumbHash.Encode(width, height, new byte[width * height * 4]));

    private static void Check(string expected, int width, int height, Func<int, int, (int R, int G, int B, int A)> pixel)
    {
        var rgba = new byte[width * height * 4];
        for (var i = 0; i < width * height; i++)
        {
            var (r, g, b, a) = pixel(i % width, i / width);
            (rgba[4 * i], rgba[4 * i + 1], rgba[4 * i + 2], rgba[4 * i + 3]) =
                ((byte)(r & 255), (byte)(g & 255), (byte)(b & 255), (byte)(a & 255));
        }

        Assert.Equal(expected, Convert.ToBase64String(ThumbHash.Encode(width, height, rgba)));
    }
}
