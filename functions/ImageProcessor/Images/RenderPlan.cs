namespace Shop.ImageProcessor.Images;

/// <summary>Pixels across and down.</summary>
public readonly record struct Dimensions(int Width, int Height)
{
    public long Pixels => (long)Width * Height;

    public Dimensions Transposed => new(Height, Width);

    /// <summary>This size times a factor, rounded, and at least one pixel each way.</summary>
    public Dimensions Times(double factor) => new(
        Math.Max(1, (int)Math.Round(Width * factor, MidpointRounding.AwayFromZero)),
        Math.Max(1, (int)Math.Round(Height * factor, MidpointRounding.AwayFromZero)));

    public override string ToString() => $"{Width}x{Height}";
}

/// <summary>How one variant is made.</summary>
/// <param name="Spec">What was asked for.</param>
/// <param name="Whole">Size of the whole image at the variant's scale.</param>
/// <param name="Output">Size of the variant: <paramref name="Whole"/>, cut to the box where the fit says so.</param>
public sealed record VariantPlan(VariantSpec Spec, Dimensions Whole, Dimensions Output);

/// <summary>How all variants of one image are made with a single decode.</summary>
/// <param name="Decode">Size to decode at, as the image is seen: serves the largest variant, never enlarges.</param>
/// <param name="Variants">In the order of the specification.</param>
public sealed record RenderPlan(Dimensions Decode, IReadOnlyList<VariantPlan> Variants)
{
    /// <param name="source">Size of the image as it is seen, after its orientation is applied.</param>
    /// <param name="specs">The variants; at least one.</param>
    public static RenderPlan For(Dimensions source, IReadOnlyList<VariantSpec> specs)
    {
        var variants = specs.Select(spec => Plan(source, spec)).ToList();
        return new RenderPlan(variants.MaxBy(variant => variant.Whole.Pixels)!.Whole, variants);
    }

    private static VariantPlan Plan(Dimensions source, VariantSpec spec)
    {
        var across = (double)spec.Width / source.Width;
        var down = (double)spec.Height / source.Height;
        var wanted = spec.Fit switch
        {
            VariantFit.Inside => Math.Min(across, down),
            VariantFit.Cover => Math.Max(across, down),
        };
        var whole = source.Times(Math.Min(1, wanted));
        var output = spec.Fit switch
        {
            VariantFit.Inside => whole,
            VariantFit.Cover => new(Math.Min(whole.Width, spec.Width), Math.Min(whole.Height, spec.Height)),
        };
        return new VariantPlan(spec, whole, output);
    }
}
