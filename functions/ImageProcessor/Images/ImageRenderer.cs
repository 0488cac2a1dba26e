using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
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
    /// <returns>The variants, or why the file can never be decoded.</returns>
    public static (RenderedImage? Image, ImageFault? Fault) Render(
        ReadOnlySpan<byte> file, ImageHeader header, RenderPlan plan, CancellationToken cancellationToken)
    {
        var (whole, fault) = Load(file, Decoding.At(header, plan.Decode));
        if (whole is null)
        {
            return (null, fault);
        }
        using (whole)
        {
            return (Render(whole, header, plan, cancellationToken), null);
        }
    }

    private static (Image<Rgba32>? Image, ImageFault? Fault) Load(ReadOnlySpan<byte> file, DecoderOptions options)
    {
        try
        {
            return (Image.Load<Rgba32>(options, file), null);
        }
        catch (Exception fault) when (Decoding.IsOfContent(fault))
        {
            return (null, Decoding.Fault(fault));
        }
    }

    private static RenderedImage Render(
        Image<Rgba32> whole, ImageHeader header, RenderPlan plan, CancellationToken cancellationToken)
    {
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

    private static ReadOnlyMemory<byte> Encode(Image<Rgba32> whole, VariantPlan plan, bool mayBeTransparent)
    {
        var frame = plan.Output != plan.Whole;
        // JPEG has no alpha, and what lies under transparent pixels is anything but white.
        var flatten = plan.Format == OutputFormat.Jpeg && (mayBeTransparent || plan.Spec.Fit == VariantFit.Contain);
        using var copy = frame || flatten ? whole.Clone(context => Finish(context, plan, frame, flatten)) : null;
        using var encoded = new MemoryStream();
        (copy ?? whole).Save(encoded, Encoders.For(plan));
        return encoded.GetBuffer().AsMemory(0, (int)encoded.Length);
    }

    private static void Finish(IImageProcessingContext context, VariantPlan plan, bool frame, bool flatten)
    {
        if (frame)
        {
            context.Resize(new ResizeOptions
            {
                Size = new Size(plan.Output.Width, plan.Output.Height),
                Mode = plan.Spec.Fit switch
                {
                    VariantFit.Contain => ResizeMode.BoxPad, // around it is transparent, until it is flattened
                    VariantFit.Fill => ResizeMode.Stretch,
                    VariantFit.Cover or VariantFit.Inside => ResizeMode.Crop,
                },
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
