using System.Text.Json;
using Shop.ImageProcessor.Images;

namespace Shop.ImageProcessor.Rules;

/// <summary>Reads rules from the text of <c>IMAGE_RULES</c>.</summary>
internal static class RulesReader
{
    public const string Variable = "IMAGE_RULES";

    private const int TextCharactersMax = 32_768;
    private const int RulesMax = 50;
    private const int GlobsMax = 20;
    private const int GlobCharactersMax = 256;
    private const int OutputCharactersMax = 200;
    private const int CacheControlCharactersMax = 200;

    private const string TextReason = "the platform allows 32 KiB for all environment variables";
    private const string RulesReason = "they are tried one after the other for each image";
    private const string GlobsReason =
        "they are tried one after the other for each image; leave the member out for none";

    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false };

    /// <returns>Of use only if no fault was added.</returns>
    public static ImageRules Read(string text, List<string> faults)
    {
        if (text.Length > TextCharactersMax)
        {
            faults.Add($"{Variable} has {text.Length} characters; at most {TextCharactersMax} are read: {TextReason}");
            return ImageRules.Default;
        }
        var before = faults.Count;
        try
        {
            using var document = JsonDocument.Parse(text, _strict);
            var places = ConfiguredObject.Items(document.RootElement, Variable, RulesMax, RulesReason, faults);
            var rules = places.Select(item => (item.Place, Rule: Rule(item.Element, item.Place, faults))).ToList();
            if (faults.Count == before)
            {
                CheckNames(rules, faults);
            }
            return new ImageRules([.. rules.Select(rule => rule.Rule)]);
        }
        catch (JsonException fault)
        {
            faults.Add($"{Variable} is not JSON: {fault.Message.TrimEnd('.')}");
            return ImageRules.Default;
        }
    }

    private static ImageRule Rule(JsonElement element, string place, List<string> faults)
    {
        var rule = new ConfiguredObject(
            element, place, faults, "include", "exclude", "variants", "output", "cacheControl");
        var variants = VariantsReader.Read(rule, faults);
        return new ImageRule(
            Globs(rule, "include", faults), Globs(rule, "exclude", faults), variants,
            Output(rule, variants), CacheControl(rule));
    }

    private static List<Glob> Globs(ConfiguredObject rule, string member, List<string> faults)
    {
        var globs = new List<Glob>();
        foreach (var (element, place) in rule.Items(member, GlobsMax, GlobsReason))
        {
            if (ConfiguredObject.TextOf(element) is not { Length: > 0 and <= GlobCharactersMax } pattern)
            {
                faults.Add($"{place} must be a text of 1 to {GlobCharactersMax} characters");
            }
            else if (pattern.AsSpan().ContainsAny("[]{}\\"))
            {
                // Taken literally, it would silently match next to nothing.
                faults.Add(
                    $"{place} is {pattern}; only *, ** and ? have a meaning, so write ? for any of [ ] {{ }} \\");
            }
            else
            {
                globs.Add(new Glob(pattern));
            }
        }
        return globs;
    }

    private static OutputTemplate Output(ConfiguredObject rule, List<VariantSpec> variants)
    {
        if (rule.Text("output", OutputCharactersMax) is not { } text)
        {
            return OutputTemplate.Default;
        }
        var (template, fault) = OutputTemplate.Parse(text);
        if (template is null)
        {
            rule.Fault("output", fault!);
            return OutputTemplate.Default;
        }
        if (template.FixedFormat is { } format
            && variants.Find(variant => variant.Format.ToString() != format.ToString()) is { } other)
        {
            rule.Fault("output", $"ends as names of {format} files do, but variant '{other.Name}' has format "
                + $"{other.Format.ToString().ToLowerInvariant()}; end it in .{{extension}}");
        }
        return template;
    }

    private static string CacheControl(ConfiguredObject rule)
    {
        var text = rule.Text("cacheControl", CacheControlCharactersMax) ?? ImageRule.DefaultCacheControl;
        if (text.Any(character => character is < ' ' or > '~'))
        {
            rule.Fault("cacheControl", "must be printable ASCII, because it becomes an HTTP header");
        }
        return text;
    }

    private static void CheckNames(List<(string Place, ImageRule Rule)> rules, List<string> faults)
    {
        foreach (var (later, index) in rules.Select((rule, index) => (rule, index)))
        {
            if (rules.Take(index).FirstOrDefault(rule => rule.Rule.MayMeet(later.Rule)) is { Place: { } place } earlier)
            {
                faults.Add($"{later.Place}.output {later.Rule.Output} could give a variant the name that "
                    + $"{place}.output {earlier.Rule.Output} gives to one of another image; use one template for "
                    + "both, or let each begin with a text of its own");
            }
        }
    }
}
