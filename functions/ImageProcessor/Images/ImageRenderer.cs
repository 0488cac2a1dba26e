using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace Shop.ImageProcessor.Images;

/// <summary>An encoded variant.</summary>
public sealed record RenderedVariant(VariantPlan Plan, ReadOnlyMemory<byte> Content);

/// <summary>All variants of an image, in the order of their specification.</summary>
public sealed record RenderedImage(IReadOnlyList<RenderedVariant> Variants, string ThumbHash);

/// <summary>Turns a file into its variants with one decode; smaller ones are derived from larger ones.</summary>
internal static class ImageRenderer
{
    /// <exception cref="ImageFormatException">The content contradicts its format.</exception>
    public static RenderedImage Render(
        ReadOnlySpan<byte> file, ImageHeader header, RenderPlan plan, CancellationToken cancellationToken)
    {
        using var whole = Image.Load<Rgba32>(Decoding.At(header, plan.Decode), file);
        whole.Mutate(context => context.AutoOrient());
        MetadataPolicy.Apply(whole.Metadata);
        var mayBeTransparent = header.Format != ImageFormat.Jpeg;
        var rendered = new Dictionary<VariantPlan, RenderedVariant>();
        foreach (var variant in plan.Variants.OrderByDescending(variant => variant.Whole.Pixels))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Shrink(whole, variant.Whole);
            rendered[variant] = new(variant, Encode(whole, variant, mayBeTransparent));
        }
        return new RenderedImage([.. plan.Variants.Select(variant => rendered[variant])], Placeholder(whole));
    }

    private static void Shrink(Image<Rgba32> image, Dimensions size)
    {
        if (image.Width != size.Width || image.Height != size.Height)
        {
            image.Mutate(context => context.Resize(new ResizeOptions
            {
                Size = new Size(size.Width, size.Height),
                Mode = ResizeMode.Stretch,
                Sampler = KnownResamplers.Lanczos3,
            }));
        }
    }

    private static byte[] Encode(Image<Rgba32> whole, VariantPlan plan, bool mayBeTransparent)
    {
        var cut = plan.Output != plan.Whole;
        // JPEG has no alpha, and what lies under transparent pixels is anything but white.
        var flatten = mayBeTransparent && plan.Spec.Format == VariantFormat.Jpeg;
        using var copy = cut || flatten ? whole.Clone(context => Finish(context, plan, cut, flatten)) : null;
        using var encoded = new MemoryStream();
        (copy ?? whole).Save(encoded, Encoders.For(plan.Spec));
        return encoded.ToArray();
    }

    private static void Finish(IImageProcessingContext context, VariantPlan plan, bool cut, bool flatten)
    {
        if (cut)
        {
            context.Resize(new ResizeOptions
            {
                Size = new Size(plan.Output.Width, plan.Output.Height),
                Mode = ResizeMode.Crop,
                Position = AnchorPositionMode.Center,
                Sampler = KnownResamplers.Lanczos3,
            });
        }
        if (flatten)
        {
            context.BackgroundColor(Color.White);
        }
    }

    private static string Placeholder(Image<Rgba32> image)
    {
        var scale = Math.Min(1, (double)ThumbHash.SideMax / Math.Max(image.Width, image.Height));
        var size = new Dimensions(image.Width, image.Height).Times(scale);
        using var small = image.Clone(context => context.Resize(size.Width, size.Height));
        var pixels = new byte[4 * size.Pixels];
        small.CopyPixelDataTo(pixels);
        return Convert.ToBase64String(ThumbHash.Encode(size.Width, size.Height, pixels));
    }
}
