using System.Globalization;

namespace SixLabors.ImageSharp;

/// <summary>An unsigned fraction as EXIF stores it.</summary>
public readonly struct Rational : IEquatable<Rational>
{
    public Rational(uint value)
        : this(value, 1)
    {
    }

    public Rational(uint numerator, uint denominator)
    {
        var divisor = GreatestCommonDivisor(numerator, denominator);
        (Numerator, Denominator) = divisor == 0
            ? (numerator, denominator)
            : (numerator / divisor, denominator / divisor);
    }

    public uint Denominator { get; }

    public uint Numerator { get; }

    public static bool operator ==(Rational left, Rational right) => left.Equals(right);

    public static bool operator !=(Rational left, Rational right) => !left.Equals(right);

    public double ToDouble() => Numerator / (double)Denominator;

    public float ToSingle() => Numerator / (float)Denominator;

    public bool Equals(Rational other) => Numerator == other.Numerator && Denominator == other.Denominator;

    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Numerator, Denominator);

    public override string ToString() => Denominator == 1
        ? Numerator.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    private static uint GreatestCommonDivisor(uint a, uint b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
