using Shop.ImageProcessor.Images;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace Shop.Benchmarks;

/// <summary>All that the benchmarks know of the image processor's inside.</summary>
internal sealed class FunctionPath(byte[] file)
{
    private readonly ImageHeader _header = Inspect(file);

    /// <summary>The largest first.</summary>
    public static IReadOnlyList<VariantSpec> Defaults { get; } =
        [.. VariantSpec.Defaults.OrderByDescending(variant => variant.Width * variant.Height)];

    public static VariantSpec Jpeg(int width, int height, int quality) =>
        new($"{width}x{height}", width, height, VariantFit.Inside, VariantFormat.Jpeg, quality);

    /// <summary>From the file to all variants, as the function does it.</summary>
    public void Render(params IReadOnlyList<VariantSpec> specs)
    {
        var (_, fault) = ImageRenderer.Render(
            file, Inspect(file), RenderPlan.For(_header, specs), CancellationToken.None);
        if (fault is not null)
        {
            throw new InvalidDataException(fault.Message);
        }
    }

    public void Inspect() => Inspect(file);

    public Image<Rgba32> Decode(params IReadOnlyList<VariantSpec> specs) =>
        Image.Load<Rgba32>(Decoding.At(_header, RenderPlan.For(_header, specs).Decode), file);

    public static void Placeholder(Image<Rgba32> image)
    {
        var scale = (double)ThumbHash.SideMax / Math.Max(image.Width, image.Height);
        var size = new Dimensions(image.Width, image.Height).Times(scale);
        using var small = image.Clone(context => context.Resize(size.Width, size.Height));
        var pixels = new byte[4 * size.Pixels];
        small.CopyPixelDataTo(pixels);
        ThumbHash.Encode(size.Width, size.Height, pixels);
    }

    private static ImageHeader Inspect(byte[] file) =>
        ImageInspector.Inspect(file, long.MaxValue).Header
        ?? throw new InvalidDataException("The photo is refused.");
}
