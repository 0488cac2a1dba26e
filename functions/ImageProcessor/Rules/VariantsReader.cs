using System.Text.RegularExpressions;
using Shop.ImageProcessor.Images;

namespace Shop.ImageProcessor.Rules;

/// <summary>Reads the variants of a rule.</summary>
internal static partial class VariantsReader
{
    private const int VariantsMax = 20;
    private const int NameCharactersMax = 64;
    private const int SideMax = 10_000;
    private const int QualityMax = 100;
    private const int QualityDefault = 80;

    // A padded canvas has this size whatever the image has: four bytes a pixel, and it is held twice.
    private const long CanvasPixelsMax = 16_000_000;

    private const string VariantsReason = "all are made within the time for one image";
    private const string SideReason = "WebP ends at 16,383, and what is larger is no variant any more";
    private const string QualityReason = "100 is the best";

    private static readonly Dictionary<string, VariantFit> _fits = new()
    {
        ["inside"] = VariantFit.Inside,
        ["cover"] = VariantFit.Cover,
        ["contain"] = VariantFit.Contain,
        ["fill"] = VariantFit.Fill,
    };

    private static readonly Dictionary<string, VariantFormat> _formats = new()
    {
        ["original"] = VariantFormat.Original,
        ["jpeg"] = VariantFormat.Jpeg,
        ["png"] = VariantFormat.Png,
        ["webp"] = VariantFormat.Webp,
    };

    public static List<VariantSpec> Read(ConfiguredObject rule, List<string> faults)
    {
        var variants = new List<VariantSpec>();
        if (!rule.Has("variants"))
        {
            return rule.Missing("variants", variants);
        }
        foreach (var (element, place) in rule.Items("variants", VariantsMax, VariantsReason))
        {
            var variant = new ConfiguredObject(
                element, place, faults, "name", "width", "height", "fit", "format", "quality");
            var spec = Variant(variant);
            if (spec.Name.Length > 0 && variants.Exists(other => other.Name == spec.Name))
            {
                variant.Fault("name", $"is {spec.Name} as another one is; the names of a rule's variants must differ");
            }
            variants.Add(spec);
        }
        return variants;
    }

    private static VariantSpec Variant(ConfiguredObject variant)
    {
        var spec = new VariantSpec(
            Name(variant),
            variant.Number("width", SideMax, SideReason),
            variant.Number("height", SideMax, SideReason),
            variant.OneOf("fit", _fits, "inside"),
            variant.OneOf("format", _formats, "original"),
            variant.Number("quality", QualityMax, QualityReason, QualityDefault));
        if (spec.Fit == VariantFit.Contain && (long)spec.Width * spec.Height > CanvasPixelsMax)
        {
            variant.Fault("fit", $"is contain, whose canvas of {spec.Width}x{spec.Height} pixels is made for the "
                + $"smallest image too; at most {CanvasPixelsMax} pixels are");
        }
        return spec;
    }

    private static string Name(ConfiguredObject variant)
    {
        if (!variant.Has("name"))
        {
            return variant.Missing("name", "");
        }
        var name = variant.Text("name", NameCharactersMax);
        if (name is not null && !Word().IsMatch(name))
        {
            variant.Fault("name", $"is {name}; it must be lower-case letters and digits, words joined by hyphens");
        }
        return name ?? "";
    }

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex Word();
}
