namespace Shop.ImageProcessor.Images;

/// <summary>One rendition that every image gets.</summary>
/// <param name="Name">Lower-case word; names the object and the entry of the manifest.</param>
/// <param name="Width">Width of the box in pixels.</param>
/// <param name="Height">Height of the box in pixels.</param>
/// <param name="Fit">How the image is put into the box.</param>
/// <param name="Format">How it is encoded.</param>
/// <param name="Quality">1–100.</param>
public sealed record VariantSpec(string Name, int Width, int Height, VariantFit Fit, VariantFormat Format, int Quality)
{
    /// <summary>What every image gets unless configured otherwise.</summary>
    public static IReadOnlyList<VariantSpec> Defaults { get; } =
    [
        new("display", 800, 600, VariantFit.Inside, VariantFormat.Jpeg, 80),
        new("thumbnail", 200, 200, VariantFit.Cover, VariantFormat.Jpeg, 80),
        new("display-webp", 800, 600, VariantFit.Inside, VariantFormat.Webp, 80),
    ];

    public string Extension => Format switch
    {
        VariantFormat.Jpeg => "jpg",
        VariantFormat.Png => "png",
        VariantFormat.Webp => "webp",
    };

    public string ContentType => Format switch
    {
        VariantFormat.Jpeg => "image/jpeg",
        VariantFormat.Png => "image/png",
        VariantFormat.Webp => "image/webp",
    };

    /// <summary>
    /// All that decides a variant's bytes, given its source. Written beside each variant, so that one made by an
    /// earlier configuration is not taken for this one.
    /// </summary>
    public string Recipe => $"{Width}x{Height} {Fit} {Format} {Quality}";
}

public enum VariantFit
{
    /// <summary>As large as fits into the box, whole.</summary>
    Inside,

    /// <summary>Fills the box; what is too long is cut off evenly at both ends.</summary>
    Cover,
}

public enum VariantFormat
{
    Jpeg,
    Png,
    Webp,
}
