using System.Runtime.InteropServices;

namespace SixLabors.ImageSharp.PixelFormats;

/// <summary>Red, green and blue of 8 bits.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct Rgb24 : IPixel<Rgb24>
{
    public byte R;
    public byte G;
    public byte B;

    public Rgb24(byte r, byte g, byte b) => (R, G, B) = (r, g, b);

    public static implicit operator Color(Rgb24 source) => new(source);

    public static implicit operator Rgb24(Color color) => color.ToPixel<Rgb24>();

    public static bool operator ==(Rgb24 left, Rgb24 right) => left.Equals(right);

    public static bool operator !=(Rgb24 left, Rgb24 right) => !left.Equals(right);

    public void FromL8(L8 source) => this = new(source.PackedValue, source.PackedValue, source.PackedValue);

    public void FromLa16(La16 source) => this = new(source.L, source.L, source.L);

    public void FromRgb24(Rgb24 source) => this = source;

    public void FromRgba32(Rgba32 source) => this = source.Rgb;

    public readonly void ToRgba32(ref Rgba32 dest) => dest = new(R, G, B);

    public override readonly bool Equals(object? obj) => obj is Rgb24 other && Equals(other);

    public readonly bool Equals(Rgb24 other) => R == other.R && G == other.G && B == other.B;

    public override readonly int GetHashCode() => HashCode.Combine(R, B, G);

    public override readonly string ToString() => $"Rgb24({R}, {G}, {B})";
}
