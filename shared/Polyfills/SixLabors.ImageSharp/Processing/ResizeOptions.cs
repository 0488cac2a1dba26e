using SixLabors.ImageSharp.Processing.Processors.Transforms;

namespace SixLabors.ImageSharp.Processing;

/// <summary>How an image is brought to another size.</summary>
public class ResizeOptions
{
    public ResizeMode Mode { get; set; } = ResizeMode.Crop;

    public AnchorPositionMode Position { get; set; } = AnchorPositionMode.Center;

    /// <summary>The target; a side of 0 follows from the other and the proportions.</summary>
    public Size Size { get; set; }

    public IResampler Sampler { get; set; } = KnownResamplers.Bicubic;

    /// <summary>Computes in linear light.</summary>
    public bool Compand { get; set; }

    public Rectangle? TargetRectangle { get; set; }

    public bool PremultiplyAlpha { get; set; } = true;

    public Color PadColor { get; set; }
}
