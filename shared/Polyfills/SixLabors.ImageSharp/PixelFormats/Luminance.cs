using System.Runtime.InteropServices;

namespace SixLabors.ImageSharp.PixelFormats;

/// <summary>Grey of 8 bits.</summary>
public struct L8(byte luminance) : IPixel<L8>
{
    public byte PackedValue { get; set; } = luminance;

    public static bool operator ==(L8 left, L8 right) => left.Equals(right);

    public static bool operator !=(L8 left, L8 right) => !left.Equals(right);

    public void FromL8(L8 source) => this = source;

    public void FromLa16(La16 source) => PackedValue = source.L;

    public void FromRgb24(Rgb24 source) => PackedValue = Luminance.Of(source.R, source.G, source.B);

    public void FromRgba32(Rgba32 source) => PackedValue = Luminance.Of(source.R, source.G, source.B);

    public readonly void ToRgba32(ref Rgba32 dest) => dest = new(PackedValue, PackedValue, PackedValue);

    public override readonly bool Equals(object? obj) => obj is L8 other && Equals(other);

    public readonly bool Equals(L8 other) => PackedValue == other.PackedValue;

    public override readonly int GetHashCode() => PackedValue.GetHashCode();

    public override readonly string ToString() => $"L8({PackedValue})";
}

/// <summary>Grey and alpha of 8 bits.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct La16(byte l, byte a) : IPixel<La16>
{
    public byte L = l;
    public byte A = a;

    public static bool operator ==(La16 left, La16 right) => left.Equals(right);

    public static bool operator !=(La16 left, La16 right) => !left.Equals(right);

    public void FromL8(L8 source) => this = new(source.PackedValue, byte.MaxValue);

    public void FromLa16(La16 source) => this = source;

    public void FromRgb24(Rgb24 source) =>
        this = new(Luminance.Of(source.R, source.G, source.B), byte.MaxValue);

    public void FromRgba32(Rgba32 source) => this = new(Luminance.Of(source.R, source.G, source.B), source.A);

    public readonly void ToRgba32(ref Rgba32 dest) => dest = new(L, L, L, A);

    public override readonly bool Equals(object? obj) => obj is La16 other && Equals(other);

    public readonly bool Equals(La16 other) => L == other.L && A == other.A;

    public override readonly int GetHashCode() => HashCode.Combine(L, A);

    public override readonly string ToString() => $"La16({L}, {A})";
}

internal static class Luminance
{
    // Weights of ITU-R BT.709, rounded half up.
    internal static byte Of(byte r, byte g, byte b) =>
        (byte)((r * .2126F) + (g * .7152F) + (b * .0722F) + 0.5F);
}
