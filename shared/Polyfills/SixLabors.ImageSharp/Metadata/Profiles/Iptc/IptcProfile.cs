namespace SixLabors.ImageSharp.Metadata.Profiles.Iptc;

/// <summary>IPTC records, kept and written as they came.</summary>
public sealed class IptcProfile(byte[]? data)
{
    public byte[]? Data => data;

    public IptcProfile DeepClone() => new(data is null ? null : [.. data]);
}
