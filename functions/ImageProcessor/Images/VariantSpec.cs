namespace Shop.ImageProcessor.Images;

/// <summary>One rendition that every image of a rule gets.</summary>
/// <param name="Name">Lower-case words joined by hyphens; names the object and the entry of the manifest.</param>
/// <param name="Width">Width of the box in pixels.</param>
/// <param name="Height">Height of the box in pixels.</param>
/// <param name="Fit">How the image is put into the box.</param>
/// <param name="Format">How it is encoded.</param>
/// <param name="Quality">1–100; PNG, which loses nothing, ignores it.</param>
public sealed record VariantSpec(string Name, int Width, int Height, VariantFit Fit, VariantFormat Format, int Quality)
{
    /// <summary>What every image gets unless configured otherwise.</summary>
    public static IReadOnlyList<VariantSpec> Defaults { get; } =
    [
        new("display", 800, 600, VariantFit.Inside, VariantFormat.Jpeg, 80),
        new("thumbnail", 200, 200, VariantFit.Cover, VariantFormat.Jpeg, 80),
        new("display-webp", 800, 600, VariantFit.Inside, VariantFormat.Webp, 80),
    ];

    public OutputFormat FormatFor(ImageFormat original) => Format switch
    {
        VariantFormat.Original => OutputFormats.LikeOriginal(original),
        VariantFormat.Jpeg => OutputFormat.Jpeg,
        VariantFormat.Png => OutputFormat.Png,
        VariantFormat.Webp => OutputFormat.Webp,
    };
}

/// <summary>No fit enlarges an image.</summary>
public enum VariantFit
{
    /// <summary>As large as fits into the box, whole.</summary>
    Inside,

    /// <summary>Fills the box; what is too long is cut off evenly at both ends.</summary>
    Cover,

    /// <summary>As <see cref="Inside"/>, in the middle of a canvas as large as the box.</summary>
    Contain,

    /// <summary>Both sides take the length of the box's, whatever becomes of the proportions.</summary>
    Fill,
}

public enum VariantFormat
{
    /// <summary>The format of the original; PNG for a GIF.</summary>
    Original,
    Jpeg,
    Png,
    Webp,
}
