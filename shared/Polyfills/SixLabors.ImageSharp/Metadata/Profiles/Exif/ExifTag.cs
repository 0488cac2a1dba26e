using System.Globalization;

namespace SixLabors.ImageSharp.Metadata.Profiles.Exif;

/// <summary>The number that names an EXIF value.</summary>
public abstract class ExifTag : IEquatable<ExifTag>
{
    private readonly ushort number;

    private protected ExifTag(ushort number) => this.number = number;

    public static ExifTag<string> Artist { get; } = new(0x013B);

    public static ExifTag<string> Copyright { get; } = new(0x8298);

    public static ExifTag<string> DateTime { get; } = new(0x0132);

    public static ExifTag<string> ImageDescription { get; } = new(0x010E);

    public static ExifTag<string> Make { get; } = new(0x010F);

    public static ExifTag<string> Model { get; } = new(0x0110);

    public static ExifTag<ushort> Orientation { get; } = new(0x0112);

    public static ExifTag<string> Software { get; } = new(0x0131);

    public static ExifTag<Rational> XResolution { get; } = new(0x011A);

    public static ExifTag<Rational> YResolution { get; } = new(0x011B);

    public static explicit operator ushort(ExifTag tag) => tag?.number ?? 0xFFFF;

    public static bool operator ==(ExifTag left, ExifTag right) => Equals(left, right);

    public static bool operator !=(ExifTag left, ExifTag right) => !Equals(left, right);

    public bool Equals(ExifTag? other) => other?.number == number;

    public override bool Equals(object? obj) => obj is ExifTag other && Equals(other);

    public override int GetHashCode() => number;

    public override string ToString() => number switch
    {
        0x010E => nameof(ImageDescription),
        0x010F => nameof(Make),
        0x0110 => nameof(Model),
        0x0112 => nameof(Orientation),
        0x011A => nameof(XResolution),
        0x011B => nameof(YResolution),
        0x0131 => nameof(Software),
        0x0132 => nameof(DateTime),
        0x013B => nameof(Artist),
        0x8298 => nameof(Copyright),
        _ => number.ToString(CultureInfo.InvariantCulture),
    };
}

/// <summary>A tag whose value has a known type.</summary>
public sealed class ExifTag<TValueType> : ExifTag
{
    internal ExifTag(ushort number)
        : base(number)
    {
    }
}
