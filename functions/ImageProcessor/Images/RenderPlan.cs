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
/// <param name="Format">What it is encoded as.</param>
/// <param name="Whole">Size of the whole image, its proportions kept, from which the variant is made.</param>
/// <param name="Output">Size of the variant: <paramref name="Whole"/>, cut, padded or stretched as the fit says.</param>
public sealed record VariantPlan(VariantSpec Spec, OutputFormat Format, Dimensions Whole, Dimensions Output)
{
    /// <summary>
    /// All that decides a variant's bytes, given its source. Written beside each variant, so that one made by an
    /// earlier configuration is not taken for this one.
    /// </summary>
    public string Recipe => $"{Spec.Width}x{Spec.Height} {Spec.Fit} {Format} {Spec.Quality}";
}

/// <summary>How all variants of one image are made with a single decode.</summary>
/// <param name="Decode">Size to decode at, as the image is seen: serves the largest variant, never enlarges.</param>
/// <param name="Variants">In the order of the specification.</param>
public sealed record RenderPlan(Dimensions Decode, IReadOnlyList<VariantPlan> Variants)
{
    /// <param name="header">Format of the image, and its size as it is seen.</param>
    /// <param name="specs">The variants; at least one.</param>
    public static RenderPlan For(ImageHeader header, IReadOnlyList<VariantSpec> specs)
    {
        var variants = specs.Select(spec => Plan(header, spec)).ToList();
        return new RenderPlan(variants.MaxBy(variant => variant.Whole.Pixels)!.Whole, variants);
    }

    private static VariantPlan Plan(ImageHeader header, VariantSpec spec)
    {
        var source = header.Seen;
        var box = new Dimensions(spec.Width, spec.Height);
        var across = (double)box.Width / source.Width;
        var down = (double)box.Height / source.Height;
        var wanted = spec.Fit switch
        {
            VariantFit.Inside or VariantFit.Contain => Math.Min(across, down),
            VariantFit.Cover or VariantFit.Fill => Math.Max(across, down),
        };
        var whole = source.Times(Math.Min(1, wanted));
        var output = spec.Fit switch
        {
            VariantFit.Inside => whole,
            VariantFit.Contain => box,
            VariantFit.Cover => new(Math.Min(whole.Width, box.Width), Math.Min(whole.Height, box.Height)),
            VariantFit.Fill => new(Math.Min(source.Width, box.Width), Math.Min(source.Height, box.Height)),
        };
        return new VariantPlan(spec, spec.FormatFor(header.Format), whole, output);
    }
}
