using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp;

/// <summary>A colour independent of a pixel type, of 8 bits a sample.</summary>
public readonly struct Color : IEquatable<Color>
{
    public static readonly Color Black = FromRgb(0, 0, 0);
    public static readonly Color Blue = FromRgb(0, 0, 255);
    public static readonly Color Gray = FromRgb(128, 128, 128);
    public static readonly Color Green = FromRgb(0, 128, 0);
    public static readonly Color Lime = FromRgb(0, 255, 0);
    public static readonly Color Orange = FromRgb(255, 165, 0);
    public static readonly Color Red = FromRgb(255, 0, 0);
    public static readonly Color Silver = FromRgb(192, 192, 192);
    public static readonly Color Transparent = FromRgba(0, 0, 0, 0);
    public static readonly Color White = FromRgb(255, 255, 255);
    public static readonly Color Yellow = FromRgb(255, 255, 0);

    private readonly Rgba32 pixel;

    public Color(Rgba32 pixel) => this.pixel = pixel;

    public Color(Rgb24 pixel) => this.pixel = new Rgba32(pixel.R, pixel.G, pixel.B);

    public static bool operator ==(Color left, Color right) => left.Equals(right);

    public static bool operator !=(Color left, Color right) => !left.Equals(right);

    public static Color FromRgba(byte r, byte g, byte b, byte a) => new(new Rgba32(r, g, b, a));

    public static Color FromRgb(byte r, byte g, byte b) => new(new Rgba32(r, g, b));

    public static Color FromPixel<TPixel>(TPixel pixel)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        Rgba32 rgba = default;
        pixel.ToRgba32(ref rgba);
        return new(rgba);
    }

    /// <summary>Reads <c>rgb</c>, <c>rgba</c>, <c>rrggbb</c> or <c>rrggbbaa</c>, with or without
    /// <c>#</c>.</summary>
    public static Color ParseHex(string hex)
    {
        ArgumentNullException.ThrowIfNull(hex);
        return TryParseHex(hex, out var result)
            ? result
            : throw new ArgumentException("Hexadecimal string is not in the correct format.", nameof(hex));
    }

    public static bool TryParseHex(string hex, out Color result)
    {
        result = default;
        if (string.IsNullOrWhiteSpace(hex))
        {
            return false;
        }

        var digits = hex[0] == '#' ? hex[1..] : hex;
        var full = digits.Length is 3 or 4
            ? string.Concat(digits.Select(digit => new string(digit, 2)))
            : digits;
        if (full.Length is not (6 or 8)
            || !uint.TryParse(
                full.PadRight(8, 'F'), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture,
                out var packed))
        {
            return false;
        }

        result = FromRgba(
            (byte)(packed >> 24),
            (byte)(packed >> 16 & 0xFF),
            (byte)(packed >> 8 & 0xFF),
            (byte)(packed & 0xFF));
        return true;
    }

    /// <summary>Reads a hexadecimal colour or one of the names that are fields here.</summary>
    public static Color Parse(string input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return TryParse(input, out var color)
            ? color
            : throw new ArgumentException("Input string is not in the correct format.", nameof(input));
    }

    public static bool TryParse(string input, out Color result)
    {
        result = default;
        return !string.IsNullOrWhiteSpace(input)
            && (TryParseName(input, out result) || TryParseHex(input, out result));
    }

    /// <param name="alpha">From 0, transparent, to 1, opaque.</param>
    public Color WithAlpha(float alpha) =>
        FromRgba(pixel.R, pixel.G, pixel.B, (byte)((Math.Clamp(alpha, 0, 1) * byte.MaxValue) + 0.5F));

    public string ToHex() => $"{pixel.R:X2}{pixel.G:X2}{pixel.B:X2}{pixel.A:X2}";

    public override string ToString() => ToHex();

    public TPixel ToPixel<TPixel>()
        where TPixel : unmanaged, IPixel<TPixel>
    {
        TPixel result = default;
        result.FromRgba32(pixel);
        return result;
    }

    public bool Equals(Color other) => pixel.Equals(other.pixel);

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Color other && Equals(other);

    public override int GetHashCode() => pixel.GetHashCode();

    private static bool TryParseName(string name, out Color color)
    {
        (var found, color) = name.ToUpperInvariant() switch
        {
            "BLACK" => (true, Black),
            "BLUE" => (true, Blue),
            "GRAY" => (true, Gray),
            "GREEN" => (true, Green),
            "LIME" => (true, Lime),
            "ORANGE" => (true, Orange),
            "RED" => (true, Red),
            "SILVER" => (true, Silver),
            "TRANSPARENT" => (true, Transparent),
            "WHITE" => (true, White),
            "YELLOW" => (true, Yellow),
            _ => (false, default),
        };
        return found;
    }
}
