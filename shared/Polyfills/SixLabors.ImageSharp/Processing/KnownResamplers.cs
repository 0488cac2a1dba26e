using SixLabors.ImageSharp.Processing.Processors.Transforms;

namespace SixLabors.ImageSharp.Processing
{
    /// <summary>The resampling kernels that libvips has as well.</summary>
    public static class KnownResamplers
    {
        public static IResampler Bicubic { get; } = new KernelResampler(2, 2);

        public static IResampler Box { get; } = new KernelResampler(1, 0.5F, 1);

        public static IResampler CatmullRom { get; } = new KernelResampler(2, 2);

        public static IResampler Lanczos2 { get; } = new KernelResampler(4, 2);

        public static IResampler Lanczos3 { get; } = new KernelResampler(5, 3);

        public static IResampler MitchellNetravali { get; } = new KernelResampler(3, 2);

        public static IResampler NearestNeighbor { get; } = new KernelResampler(0, 1, 0);

        public static IResampler Triangle { get; } = new KernelResampler(1, 1);
    }
}

namespace SixLabors.ImageSharp.Processing.Processors.Transforms
{
    /// <summary>Weighs the source pixels around a target pixel. Only the <see cref="KnownResamplers"/> are
    /// known here, because the weighing itself happens in libvips.</summary>
    public interface IResampler
    {
        /// <summary>How far the kernel reaches, in source pixels.</summary>
        float Radius { get; }
    }

    /// <param name="Kernel">Number of the kernel in libvips' VipsKernel.</param>
    /// <param name="Radius">How far the kernel reaches.</param>
    /// <param name="Gap">How much larger than the target the image must stay when whole blocks of pixels are
    /// averaged first, which costs a fraction of the kernel: 2 cannot be told from the kernel alone, 1 makes
    /// the box kernel out of blocks and a linear rest, 0 forbids it.</param>
    internal sealed record KernelResampler(int Kernel, float Radius, double Gap = 2) : IResampler
    {
        public bool Equals(KernelResampler? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

        internal static KernelResampler Of(IResampler sampler)
        {
            ArgumentNullException.ThrowIfNull(sampler);
            return sampler as KernelResampler
                ?? throw new NotSupportedException("Only the samplers of KnownResamplers are supported.");
        }
    }
}
