using System.Runtime.InteropServices;

namespace SixLabors.ImageSharp.Native;

/// <summary>Owns one reference to a VipsImage: a stage of a pipeline that computes nothing until it is
/// written.</summary>
internal sealed class VipsImageHandle : SafeHandle
{
    public VipsImageHandle()
        : base(0, ownsHandle: true)
    {
    }

    internal VipsImageHandle(nint image)
        : this() => SetHandle(image);

    public override bool IsInvalid => handle == 0;

    internal int Width => VipsNative.ImageWidth(this);

    internal int Height => VipsNative.ImageHeight(this);

    internal int Bands => VipsNative.ImageBands(this);

    internal BandFormat Format => (BandFormat)VipsNative.ImageFormat(this);

    internal Interpretation Interpretation => (Interpretation)VipsNative.ImageInterpretation(this);

    internal bool HasAlpha => Bands is 2 or 4;

    protected override bool ReleaseHandle()
    {
        VipsNative.ObjectUnref(handle);
        return true;
    }
}

/// <summary>Number type of a sample, numbered as VipsBandFormat.</summary>
internal enum BandFormat
{
    Byte = 0,
    UShort = 2,
    Float = 6,
}

/// <summary>Meaning of the samples, numbered as VipsInterpretation.</summary>
internal enum Interpretation
{
    BlackAndWhite = 1,
    Cmyk = 15,
    Srgb = 22,
    LinearLight = 28,
}
