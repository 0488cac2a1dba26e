namespace SixLabors.ImageSharp.Metadata.Profiles.Xmp;

/// <summary>An XMP packet, kept and written as it came.</summary>
public sealed class XmpProfile(byte[]? data)
{
    internal byte[] Data => data ?? [];

    public XmpProfile DeepClone() => new(data);

    public byte[] ToByteArray()
    {
        ArgumentNullException.ThrowIfNull(data);
        return [.. data];
    }
}
