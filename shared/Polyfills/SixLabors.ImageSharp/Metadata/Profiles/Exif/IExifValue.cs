namespace SixLabors.ImageSharp.Metadata.Profiles.Exif;

/// <summary>A tag with its value.</summary>
public interface IExifValue
{
    ExifDataType DataType { get; }

    bool IsArray { get; }

    ExifTag Tag { get; }

    object? GetValue();

    /// <summary>Takes a value of the right type, and says whether it was.</summary>
    bool TrySetValue(object? value);

    IExifValue DeepClone();
}

/// <summary>A tag with its value of a known type.</summary>
public interface IExifValue<TValueType> : IExifValue
{
    TValueType? Value { get; set; }
}

/// <summary>Where the first row and the first column of the stored pixels lie when the image is
/// seen.</summary>
public static class ExifOrientationMode
{
    public const ushort Unknown = 0;
    public const ushort TopLeft = 1;
    public const ushort TopRight = 2;
    public const ushort BottomRight = 3;
    public const ushort BottomLeft = 4;
    public const ushort LeftTop = 5;
    public const ushort RightTop = 6;
    public const ushort RightBottom = 7;
    public const ushort LeftBottom = 8;
}

/// <summary>How a value is stored, numbered as in TIFF.</summary>
public enum ExifDataType
{
    Unknown = 0,
    Byte = 1,
    Ascii = 2,
    Short = 3,
    Long = 4,
    Rational = 5,
    SignedByte = 6,
    Undefined = 7,
    SignedShort = 8,
    SignedLong = 9,
    SignedRational = 10,
    SingleFloat = 11,
    DoubleFloat = 12,
    Ifd = 13,
}
