using System.Buffers.Binary;
using System.Text;

namespace SixLabors.ImageSharp.Metadata.Profiles.Exif;

/// <summary>The directory of an EXIF profile that a value belongs to.</summary>
internal enum ExifDirectory
{
    Main,
    Exif,
    Gps,
}

/// <summary>A value that can be written.</summary>
internal abstract class ExifValue(ExifTag tag, ExifDataType dataType, ExifDirectory directory)
{
    public ExifTag Tag => tag;

    public ExifDataType DataType => dataType;

    internal ExifDirectory Directory => directory;

    /// <summary>The little-endian bytes of the value, and how many elements they are.</summary>
    internal abstract (byte[] Bytes, int Count) Encode();
}

/// <summary>A text, one number, or the bytes of anything else, which is kept as it is stored.</summary>
internal sealed class ExifValue<TValue>(
    ExifTag tag, ExifDataType dataType, ExifDirectory directory, TValue? value)
    : ExifValue(tag, dataType, directory), IExifValue<TValue>
{
    public TValue? Value { get; set; } = value;

    public bool IsArray => Value is byte[];

    public object? GetValue() => Value;

    public bool TrySetValue(object? value)
    {
        object? converted = value switch
        {
            int and >= 0 and <= ushort.MaxValue and var number when typeof(TValue) == typeof(ushort) =>
                (ushort)number,
            int and >= 0 and var number when typeof(TValue) == typeof(uint) => (uint)number,
            _ => value,
        };
        if (converted is not TValue typed)
        {
            return false;
        }

        Value = typed;
        return true;
    }

    public IExifValue DeepClone() => new ExifValue<TValue>(
        Tag, DataType, Directory, Value is byte[] bytes ? (TValue)bytes.Clone() : Value);

    internal override (byte[] Bytes, int Count) Encode()
    {
        switch (Value)
        {
            case string { Length: > 0 } text:
                var encoded = Encoding.UTF8.GetBytes(text + '\0');
                return (encoded, encoded.Length);
            case ushort number:
                var two = new byte[2];
                BinaryPrimitives.WriteUInt16LittleEndian(two, number);
                return (two, 1);
            case uint number:
                var four = new byte[4];
                BinaryPrimitives.WriteUInt32LittleEndian(four, number);
                return (four, 1);
            case Rational fraction:
                var eight = new byte[8];
                BinaryPrimitives.WriteUInt32LittleEndian(eight, fraction.Numerator);
                BinaryPrimitives.WriteUInt32LittleEndian(eight.AsSpan(4), fraction.Denominator);
                return (eight, 1);
            case byte[] bytes:
                return (bytes, bytes.Length / ExifReader.ElementSize(DataType));
            default:
                return ([], 0);
        }
    }
}
