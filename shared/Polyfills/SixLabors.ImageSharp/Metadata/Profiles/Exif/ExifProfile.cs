using System.Diagnostics.CodeAnalysis;

namespace SixLabors.ImageSharp.Metadata.Profiles.Exif;

/// <summary>EXIF values. As long as nobody asks for one, the bytes stay as they came.</summary>
/// <remarks>Values of several numbers, and those of other types than text, short, long and fraction, are
/// shown as their bytes, little-endian, where the published package has an array of numbers.</remarks>
public sealed class ExifProfile
{
    private const ushort PixelXDimension = 0xA002;
    private const ushort PixelYDimension = 0xA003;

    private readonly byte[]? data;
    private List<IExifValue>? values;

    public ExifProfile()
        : this((byte[]?)null)
    {
    }

    public ExifProfile(byte[]? data) => this.data = data;

    public IReadOnlyList<IExifValue> Values => Parsed;

    private List<IExifValue> Parsed => values ??= new ExifReader(data).Read();

    public bool TryGetValue<TValueType>(
        ExifTag<TValueType> tag, [NotNullWhen(true)] out IExifValue<TValueType>? exifValue)
    {
        exifValue = Parsed.Find(value => value.Tag == tag) as IExifValue<TValueType>;
        return exifValue is not null;
    }

    public bool RemoveValue(ExifTag tag) => Parsed.RemoveAll(value => value.Tag == tag) > 0;

    public void SetValue<TValueType>(ExifTag<TValueType> tag, TValueType value)
    {
        if (TryGetValue(tag, out var known))
        {
            known.Value = value;
            return;
        }

        RemoveValue(tag);
        Parsed.Add(new ExifValue<TValueType>(tag, TypeOf<TValueType>(), ExifDirectory.Main, value));
    }

    /// <summary>The profile as TIFF, or null when there never was one.</summary>
    public byte[]? ToByteArray() => values is null ? data : ExifWriter.Write(values.Cast<ExifValue>());

    public ExifProfile DeepClone()
    {
        var clone = new ExifProfile(data);
        clone.values = values?.ConvertAll(value => value.DeepClone());
        return clone;
    }

    /// <summary>Corrects the dimensions of the photograph, where the profile has them, after a
    /// transformation.</summary>
    internal void UpdateDimensions(Size size)
    {
        Update(PixelXDimension, size.Width);
        Update(PixelYDimension, size.Height);
    }

    private void Update(ushort number, int length)
    {
        var tag = new ExifTag<uint>(number);
        if (RemoveValue(tag))
        {
            Parsed.Add(new ExifValue<uint>(tag, ExifDataType.Long, ExifDirectory.Exif, (uint)length));
        }
    }

    private static ExifDataType TypeOf<TValueType>() => Type.GetTypeCode(typeof(TValueType)) switch
    {
        TypeCode.String => ExifDataType.Ascii,
        TypeCode.UInt16 => ExifDataType.Short,
        TypeCode.UInt32 => ExifDataType.Long,
        _ => ExifDataType.Rational,
    };
}
