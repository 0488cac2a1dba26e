namespace SixLabors.ImageSharp.PixelFormats;

/// <summary>A pixel of 8-bit samples, convertible to and from the others.</summary>
public interface IPixel
{
    void FromL8(L8 source);

    void FromLa16(La16 source);

    void FromRgb24(Rgb24 source);

    void FromRgba32(Rgba32 source);

    void ToRgba32(ref Rgba32 dest);
}

/// <summary>A pixel type. Here these are <see cref="L8"/>, <see cref="La16"/>, <see cref="Rgb24"/> and
/// <see cref="Rgba32"/>; their memory is that of a <c>PixelBuffer</c> with as many bands.</summary>
public interface IPixel<TSelf> : IPixel, IEquatable<TSelf>
    where TSelf : unmanaged, IPixel<TSelf>
{
}

/// <summary>How alpha relates to the colour samples.</summary>
public enum PixelAlphaRepresentation
{
    None,
    Associated,
    Unassociated,
}
