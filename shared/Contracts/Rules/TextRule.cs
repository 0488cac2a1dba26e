using System.Text.Json;

namespace Shop.Contracts.Rules;

/// <summary>A text, counted in Unicode code points as JSON Schema counts.</summary>
internal sealed class TextRule(string description, string example, string form, int lengthMin, int? lengthMax)
    : Rule("string", description)
{
    private Func<string, bool> Test { get; init; } = static _ => true;

    private string? Pattern { get; init; }

    private string? Format { get; init; }

    /// <summary>The text of an id; its type decides what that is.</summary>
    public static TextRule Id<TId>(string description, string example)
        where TId : struct, ITextId<TId> =>
        new(description, example, TId.Form + ".", 1, null)
        {
            Test = static text => TId.TryParse(text, out _),
            Pattern = TId.Pattern,
        };

    /// <summary>Any text of a certain length.</summary>
    public static TextRule Free(string description, string example, int lengthMin, int lengthMax) =>
        new(
            description,
            example,
            $"Must be a text of {lengthMin} to {lengthMax} characters.",
            lengthMin,
            lengthMax);

    /// <summary>Any text that the whole event has room for.</summary>
    public static TextRule Free(string description, string example) =>
        new(description, example, "Must be a text.", 0, null);

    /// <summary>A text of a certain form.</summary>
    public static TextRule Formed(
        string description,
        string example,
        string form,
        int lengthMax,
        string pattern,
        Func<string, bool> test) =>
        new(description, example, form, 1, lengthMax) { Pattern = pattern, Test = test };

    /// <summary>An absolute URL of the schemes http and https.</summary>
    public static TextRule WebUrl(string description, string example) =>
        new(description, example, CallbackUrls.Form, 1, ContractLimits.CallbackUrlLengthMax)
        {
            Test = static text => CallbackUrls.TryParse(text, out _),
            Pattern = CallbackUrls.Pattern,
            Format = "uri",
        };

    public override void Check(JsonElement value, string pointer, List<ContractFault> faults)
    {
        if (value.ValueKind != JsonValueKind.String || !Fits(value.GetString()!))
        {
            faults.Add(new ContractFault(pointer, form));
        }
    }

    public override void WriteExample(Utf8JsonWriter writer) => writer.WriteStringValue(example);

    public override void WriteKeywords(Utf8JsonWriter writer)
    {
        base.WriteKeywords(writer);
        // A pattern of ours already says that a text is not empty.
        if (lengthMin > 0 && Pattern is null)
        {
            writer.WriteNumber("minLength", lengthMin);
        }
        if (lengthMax is { } max)
        {
            writer.WriteNumber("maxLength", max);
        }
        if (Pattern is not null)
        {
            writer.WriteString("pattern", Pattern);
        }
        if (Format is not null)
        {
            writer.WriteString("format", Format);
        }
    }

    private bool Fits(string text)
    {
        var length = text.EnumerateRunes().Count();
        return length >= lengthMin && (lengthMax is null || length <= lengthMax) && Test(text);
    }
}
