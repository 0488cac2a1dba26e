using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Shop.SixLabors.ImageSharp.Tests;

public sealed class PrimitiveTests
{
    [Fact]
    public void Size_Reckons()
    {
        var (width, height) = new Size(3, 4) + (2 * new Size(1, 1));

        Assert.Equal((5, 6), (width, height));
        Assert.Equal(new Size(2, 3), (new Size(9, 13) - new Size(1, 1)) / 4);
        Assert.True(default(Size).IsEmpty);
        Assert.True(new Size(1, 2) != new Size(2, 1));
        Assert.Equal(new Size(7, 7), new Size(7));
        Assert.Equal("Size [ Width=1, Height=2 ]", new Size(1, 2).ToString());
    }

    [Fact]
    public void Point_Moves()
    {
        var point = new Point(1, 2);

        point.Offset(3, 4);

        Assert.Equal(new Point(4, 6), point);
        Assert.Equal(new Point(5, 7), point + new Size(1, 1));
        Assert.Equal(new Point(-4, -6), -point);
        Assert.Equal("Point [ X=4, Y=6 ]", point.ToString());
    }

    [Fact]
    public void Rectangle_KnowsItsEdges()
    {
        var rectangle = new Rectangle(2, 3, 10, 20);

        Assert.Equal((2, 3, 12, 23), (rectangle.Left, rectangle.Top, rectangle.Right, rectangle.Bottom));
        Assert.True(rectangle.Contains(11, 22));
        Assert.False(rectangle.Contains(12, 22));
        Assert.Equal(new Rectangle(5, 5, 7, 5), Rectangle.Intersect(rectangle, new Rectangle(5, 5, 50, 5)));
        Assert.Equal(Rectangle.Empty, Rectangle.Intersect(rectangle, new Rectangle(50, 50, 1, 1)));
        Assert.Equal(new Rectangle(0, 0, 12, 23), Rectangle.Union(rectangle, new Rectangle(0, 0, 1, 1)));
        Assert.Equal(rectangle, Rectangle.FromLTRB(2, 3, 12, 23));
        Assert.Equal(new Point(7, 13), Rectangle.Center(rectangle));
        Assert.Equal("Rectangle [ X=2, Y=3, Width=10, Height=20 ]", rectangle.ToString());
    }

    [Theory]
    [InlineData("#fff", "FFFFFFFF")]
    [InlineData("0f08", "00FF0088")]
    [InlineData("#1A2b3C", "1A2B3CFF")]
    [InlineData("01020304", "01020304")]
    [InlineData("white", "FFFFFFFF")]
    [InlineData("Green", "008000FF")]
    [InlineData("transparent", "00000000")]
    public void Colour_IsParsed(string text, string hex)
    {
        Assert.Equal(hex, Color.Parse(text).ToHex());
        Assert.True(Color.TryParse(text, out var color));
        Assert.Equal(Color.Parse(text), color);
    }

    [Theory]
    [InlineData("")]
    [InlineData("#12")]
    [InlineData("#12345")]
    [InlineData("#zzzzzz")]
    [InlineData("whitish")]
    public void NoColour_IsRefused(string text)
    {
        Assert.False(Color.TryParse(text, out _));
        Assert.Throws<ArgumentException>(() => Color.Parse(text));
    }

    [Fact]
    public void Colour_BecomesAPixel()
    {
        Assert.Equal(new Rgba32(255, 165, 0), Color.Orange.ToPixel<Rgba32>());
        Assert.Equal(new Rgb24(0, 0, 255), Color.Blue.ToPixel<Rgb24>());
        Assert.Equal(new L8(128), Color.Gray.ToPixel<L8>());
        Assert.Equal(Color.FromRgb(1, 2, 3), Color.FromRgba(1, 2, 3, 255));
        Assert.Equal(new Rgba32(255, 255, 255, 128), Color.White.WithAlpha(0.5F).ToPixel<Rgba32>());
        Assert.True(Color.White != Color.Black);
    }
}
