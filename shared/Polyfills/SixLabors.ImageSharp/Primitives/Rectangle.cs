using System.Globalization;

namespace SixLabors.ImageSharp;

/// <summary>An upright area in pixels; its right and bottom edges are not part of it.</summary>
public struct Rectangle : IEquatable<Rectangle>
{
    public static readonly Rectangle Empty;

    public Rectangle(int x, int y, int width, int height) => (X, Y, Width, Height) = (x, y, width, height);

    public Rectangle(Point point, Size size)
        : this(point.X, point.Y, size.Width, size.Height)
    {
    }

    public int X { get; set; }

    public int Y { get; set; }

    public int Width { get; set; }

    public int Height { get; set; }

    public Point Location
    {
        readonly get => new(X, Y);
        set => (X, Y) = value;
    }

    public Size Size
    {
        readonly get => new(Width, Height);
        set => (Width, Height) = value;
    }

    public readonly bool IsEmpty => Equals(Empty);

    public readonly int Top => Y;

    public readonly int Right => unchecked(X + Width);

    public readonly int Bottom => unchecked(Y + Height);

    public readonly int Left => X;

    public static bool operator ==(Rectangle left, Rectangle right) => left.Equals(right);

    public static bool operator !=(Rectangle left, Rectangle right) => !left.Equals(right);

    public static Rectangle FromLTRB(int left, int top, int right, int bottom) =>
        unchecked(new(left, top, right - left, bottom - top));

    public static Point Center(Rectangle rectangle) =>
        unchecked(new(rectangle.Left + (rectangle.Width >> 1), rectangle.Top + (rectangle.Height >> 1)));

    /// <summary>What both areas share, or <see cref="Empty"/>.</summary>
    public static Rectangle Intersect(Rectangle a, Rectangle b)
    {
        var (left, top) = (Math.Max(a.X, b.X), Math.Max(a.Y, b.Y));
        var (right, bottom) = (Math.Min(a.Right, b.Right), Math.Min(a.Bottom, b.Bottom));
        return right >= left && bottom >= top ? FromLTRB(left, top, right, bottom) : Empty;
    }

    public static Rectangle Union(Rectangle a, Rectangle b) => FromLTRB(
        Math.Min(a.X, b.X), Math.Min(a.Y, b.Y), Math.Max(a.Right, b.Right), Math.Max(a.Bottom, b.Bottom));

    public readonly void Deconstruct(out int x, out int y, out int width, out int height) =>
        (x, y, width, height) = (X, Y, Width, Height);

    public void Intersect(Rectangle rectangle) => this = Intersect(rectangle, this);

    public readonly bool Contains(int x, int y) => X <= x && x < Right && Y <= y && y < Bottom;

    public readonly bool Contains(Point point) => Contains(point.X, point.Y);

    public readonly bool Contains(Rectangle rectangle) => X <= rectangle.X && rectangle.Right <= Right
        && Y <= rectangle.Y && rectangle.Bottom <= Bottom;

    public readonly bool IntersectsWith(Rectangle rectangle) => rectangle.X < Right && X < rectangle.Right
        && rectangle.Y < Bottom && Y < rectangle.Bottom;

    public override readonly int GetHashCode() => HashCode.Combine(X, Y, Width, Height);

    public override readonly string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"Rectangle [ X={X}, Y={Y}, Width={Width}, Height={Height} ]");

    public override readonly bool Equals(object? obj) => obj is Rectangle other && Equals(other);

    public readonly bool Equals(Rectangle other) =>
        X == other.X && Y == other.Y && Width == other.Width && Height == other.Height;
}
