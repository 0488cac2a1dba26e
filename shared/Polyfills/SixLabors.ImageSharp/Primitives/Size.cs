using System.Globalization;

namespace SixLabors.ImageSharp;

/// <summary>Width and height in pixels.</summary>
public struct Size : IEquatable<Size>
{
    public static readonly Size Empty;

    public Size(int value)
        : this(value, value)
    {
    }

    public Size(int width, int height) => (Width, Height) = (width, height);

    public Size(Size size)
        : this(size.Width, size.Height)
    {
    }

    public Size(Point point)
        : this(point.X, point.Y)
    {
    }

    public int Width { get; set; }

    public int Height { get; set; }

    public readonly bool IsEmpty => Equals(Empty);

    public static explicit operator Point(Size size) => new(size.Width, size.Height);

    public static Size operator +(Size left, Size right) => Add(left, right);

    public static Size operator -(Size left, Size right) => Subtract(left, right);

    public static Size operator *(int left, Size right) => right * left;

    public static Size operator *(Size left, int right) =>
        unchecked(new(left.Width * right, left.Height * right));

    public static Size operator /(Size left, int right) => new(left.Width / right, left.Height / right);

    public static bool operator ==(Size left, Size right) => left.Equals(right);

    public static bool operator !=(Size left, Size right) => !left.Equals(right);

    public static Size Add(Size left, Size right) =>
        unchecked(new(left.Width + right.Width, left.Height + right.Height));

    public static Size Subtract(Size left, Size right) =>
        unchecked(new(left.Width - right.Width, left.Height - right.Height));

    public readonly void Deconstruct(out int width, out int height) => (width, height) = (Width, Height);

    public override readonly int GetHashCode() => HashCode.Combine(Width, Height);

    public override readonly string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"Size [ Width={Width}, Height={Height} ]");

    public override readonly bool Equals(object? obj) => obj is Size other && Equals(other);

    public readonly bool Equals(Size other) => Width == other.Width && Height == other.Height;
}
