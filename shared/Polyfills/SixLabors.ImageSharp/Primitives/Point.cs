using System.Globalization;

namespace SixLabors.ImageSharp;

/// <summary>A position in pixels from the top left corner.</summary>
public struct Point : IEquatable<Point>
{
    public static readonly Point Empty;

    public Point(int value)
        : this(unchecked((short)value), unchecked((short)(value >> 16)))
    {
    }

    public Point(int x, int y) => (X, Y) = (x, y);

    public Point(Size size)
        : this(size.Width, size.Height)
    {
    }

    public int X { get; set; }

    public int Y { get; set; }

    public readonly bool IsEmpty => Equals(Empty);

    public static explicit operator Size(Point point) => new(point.X, point.Y);

    public static Point operator -(Point value) => unchecked(new(-value.X, -value.Y));

    public static Point operator +(Point point, Size size) => Add(point, size);

    public static Point operator -(Point point, Size size) => Subtract(point, size);

    public static bool operator ==(Point left, Point right) => left.Equals(right);

    public static bool operator !=(Point left, Point right) => !left.Equals(right);

    public static Point Add(Point point, Size size) =>
        unchecked(new(point.X + size.Width, point.Y + size.Height));

    public static Point Subtract(Point point, Size size) =>
        unchecked(new(point.X - size.Width, point.Y - size.Height));

    public readonly void Deconstruct(out int x, out int y) => (x, y) = (X, Y);

    public void Offset(int dx, int dy)
    {
        unchecked
        {
            X += dx;
            Y += dy;
        }
    }

    public void Offset(Point point) => Offset(point.X, point.Y);

    public override readonly int GetHashCode() => HashCode.Combine(X, Y);

    public override readonly string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"Point [ X={X}, Y={Y} ]");

    public override readonly bool Equals(object? obj) => obj is Point other && Equals(other);

    public readonly bool Equals(Point other) => X == other.X && Y == other.Y;
}
