using System.Buffers.Binary;

namespace SixLabors.ImageSharp.Metadata.Profiles.Icc;

/// <summary>A colour profile, kept and written as it came; pixels are never converted with it.</summary>
public sealed class IccProfile
{
    private const int HeaderBytes = 128;
    private const int BytesMax = 50_000_000;

    private readonly byte[] data;

    public IccProfile(byte[] data)
    {
        ArgumentNullException.ThrowIfNull(data);
        this.data = data;
    }

    public IccProfile DeepClone() => new(ToByteArray());

    /// <summary>Whether the length matches what the header says.</summary>
    public bool CheckIsValid() => data.Length is >= HeaderBytes
        && BinaryPrimitives.ReadUInt32BigEndian(data) is >= HeaderBytes and < BytesMax and var size
        && size <= data.Length;

    public byte[] ToByteArray() => [.. data];
}
