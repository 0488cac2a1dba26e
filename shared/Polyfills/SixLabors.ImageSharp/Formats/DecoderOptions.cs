using SixLabors.ImageSharp.Processing;
using SixLabors.ImageSharp.Processing.Processors.Transforms;

namespace SixLabors.ImageSharp.Formats;

/// <summary>How encoded images are read.</summary>
public sealed class DecoderOptions
{
    private uint maxFrames = int.MaxValue;

    internal static DecoderOptions Default { get; } = new();

    public Configuration Configuration { get; init; } = Configuration.Default;

    /// <summary>The image is scaled, up too, to the largest size that fits inside, unless a side has that
    /// length already. JPEG and WebP are decoded at a smaller scale where that suffices.</summary>
    public Size? TargetSize { get; init; }

    public IResampler Sampler { get; init; } = KnownResamplers.Box;

    public bool SkipMetadata { get; init; }

    /// <summary>Frames to read, at least one. Here one frame is loaded whatever the number; it bounds what
    /// <c>Identify</c> lists.</summary>
    public uint MaxFrames
    {
        get => maxFrames;
        init => maxFrames = Math.Clamp(value, 1, int.MaxValue);
    }
}
