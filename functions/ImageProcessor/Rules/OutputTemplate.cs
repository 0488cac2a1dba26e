using Shop.ImageProcessor.Images;

namespace Shop.ImageProcessor.Rules;

/// <summary>
/// How the object of a variant is called. The whole name of the original stays in it, and it can be told from it
/// which original and which variant it is: no two of them meet, and none meets a manifest.
/// </summary>
public sealed class OutputTemplate
{
    private const string Name = "{name}";
    private const string Variant = "{variant}";
    private const string Extension = "{extension}";

    private static readonly Dictionary<string, OutputFormat> _fixedExtensions = new()
    {
        [".jpg"] = OutputFormat.Jpeg,
        [".jpeg"] = OutputFormat.Jpeg,
        [".png"] = OutputFormat.Png,
        [".webp"] = OutputFormat.Webp,
    };

    private readonly IReadOnlyList<string> _parts;

    private OutputTemplate(string text, IReadOnlyList<string> parts) => (Text, _parts) = (text, parts);

    public static OutputTemplate Default { get; } = Parse(Name + "/" + Variant + "." + Extension).Template!;

    public string Text { get; }

    /// <summary>The only format that the names can be for; null where the format decides their extension.</summary>
    public OutputFormat? FixedFormat => FixedFormatOf(Text);

    /// <summary>Text before the first placeholder.</summary>
    public string Beginning => IsPlaceholder(_parts[0]) ? "" : _parts[0];

    /// <summary>Text after the last placeholder.</summary>
    public string Ending => IsPlaceholder(_parts[^1]) ? "" : _parts[^1];

    public bool NameComesFirst => _parts.First(IsPlaceholder) == Name;

    public override string ToString() => Text;

    public string For(string imageName, string variant, OutputFormat format) => string.Concat(_parts.Select(part =>
        part switch
        {
            Name => imageName,
            Variant => variant,
            Extension => format.Extension(),
            _ => part,
        }));

    /// <returns>The template, or what is wrong with it, to be read after its name.</returns>
    public static (OutputTemplate? Template, string? Fault) Parse(string text)
    {
        var parts = Split(text);
        var fault = parts.FirstOrDefault(part => !IsPlaceholder(part) && part.AsSpan().ContainsAny('{', '}')) is { } odd
            ? $"holds '{odd}'; the placeholders are {Name}, {Variant} and {Extension}"
            : text.Any(char.IsControl)
                ? "holds a control character, which names of objects had better not"
                : Fault(text, parts);
        return fault is null ? (new OutputTemplate(text, parts), null) : (null, fault);
    }

    private static string? Fault(string text, List<string> parts)
    {
        if (parts.Count(part => part == Name) != 1 || parts.Count(part => part == Variant) != 1)
        {
            return $"must hold {Name} and {Variant}, each once, or variants would overwrite each other";
        }
        if (parts.Count(part => part == Extension) > 1
            || !(text.EndsWith("." + Extension, StringComparison.Ordinal)
                || (FixedFormatOf(text) is not null && !parts.Contains(Extension))))
        {
            return $"must end in .{Extension}, or in one of {string.Join(", ", _fixedExtensions.Keys)} instead of it";
        }
        var (name, variant) = (parts.IndexOf(Name), parts.IndexOf(Variant));
        var between = string.Concat(parts[(Math.Min(name, variant) + 1)..Math.Max(name, variant)]);
        return between.Any(IsSeparator)
            ? null
            : $"must hold a character between {Name} and {Variant} that no variant's name has, such as a slash, or it "
                + "could not be told where the one ends and the other begins";
    }

    private static bool IsSeparator(char character) =>
        !(char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');

    private static OutputFormat? FixedFormatOf(string text) => _fixedExtensions
        .Where(pair => text.EndsWith(pair.Key, StringComparison.Ordinal))
        .Select(pair => (OutputFormat?)pair.Value)
        .FirstOrDefault();

    private static bool IsPlaceholder(string part) => part is Name or Variant or Extension;

    // Placeholders, and what stands before, between and after them.
    private static List<string> Split(string text)
    {
        var parts = new List<string>();
        var (start, at) = (0, 0);
        while (at < text.Length)
        {
            var found = new[] { Name, Variant, Extension }.FirstOrDefault(
                placeholder => text.AsSpan(at).StartsWith(placeholder, StringComparison.Ordinal));
            if (found is null)
            {
                at++;
                continue;
            }
            parts.AddRange(at > start ? [text[start..at], found] : [found]);
            start = at += found.Length;
        }
        if (start < text.Length)
        {
            parts.Add(text[start..]);
        }
        return parts;
    }
}
