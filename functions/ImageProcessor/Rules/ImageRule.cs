using Shop.ImageProcessor.Images;

namespace Shop.ImageProcessor.Rules;

/// <summary>What the images get whose names match.</summary>
/// <param name="Include">Names that match one of these; none means every name.</param>
/// <param name="Exclude">But not those that match one of these.</param>
/// <param name="Variants">At least one.</param>
/// <param name="Output">How their objects are called.</param>
/// <param name="CacheControl">How long caches may keep a variant. It keeps its name when its original changes.</param>
public sealed record ImageRule(
    IReadOnlyList<Glob> Include,
    IReadOnlyList<Glob> Exclude,
    IReadOnlyList<VariantSpec> Variants,
    OutputTemplate Output,
    string CacheControl)
{
    public const string DefaultCacheControl = "public, max-age=3600";

    public bool Matches(string imageName) =>
        (Include.Count == 0 || Include.Any(glob => glob.Matches(imageName)))
        && !Exclude.Any(glob => glob.Matches(imageName));

    /// <summary>
    /// Whether an original of this rule and another one of that rule might get a variant of the same name: unless
    /// both name alike, or what is fixed at the beginning or the end of the names shows that it cannot be.
    /// </summary>
    public bool MayMeet(ImageRule other) =>
        Output.Text != other.Output.Text
        && Beginnings().Any(mine => other.Beginnings().Any(theirs => mine.StartsWith(theirs, StringComparison.Ordinal)
            || theirs.StartsWith(mine, StringComparison.Ordinal)))
        && (Output.Ending.EndsWith(other.Output.Ending, StringComparison.Ordinal)
            || other.Output.Ending.EndsWith(Output.Ending, StringComparison.Ordinal));

    private IEnumerable<string> Beginnings() => Output.NameComesFirst && Include.Count > 0
        ? Include.Select(glob => Output.Beginning + glob.Beginning)
        : [Output.Beginning];
}

/// <summary>What images get, by their names.</summary>
/// <param name="InOrder">The first that matches decides.</param>
public sealed record ImageRules(IReadOnlyList<ImageRule> InOrder)
{
    /// <summary>Every image gets the default variants.</summary>
    public static ImageRules Default { get; } = new(
        [new ImageRule([], [], VariantSpec.Defaults, OutputTemplate.Default, ImageRule.DefaultCacheControl)]);

    /// <returns>Null where no rule is for images of this name.</returns>
    public ImageRule? For(string imageName) => InOrder.FirstOrDefault(rule => rule.Matches(imageName));
}
