using System.Text.Json;

namespace Shop.ImageProcessor.Rules;

/// <summary>
/// A JSON object that somebody wrote as configuration. What is wrong is added to a list, with its place, and
/// reading goes on, so that all faults are told at once; what was read is of use only if there are none.
/// </summary>
internal sealed class ConfiguredObject
{
    // Enough of a value to recognise it by.
    private const int QuotedCharactersMax = 40;

    private readonly JsonElement _element;
    private readonly string _place;
    private readonly List<string> _faults;

    public ConfiguredObject(JsonElement element, string place, List<string> faults, params string[] members)
    {
        (_element, _place, _faults) = (element, place, faults);
        if (element.ValueKind != JsonValueKind.Object)
        {
            faults.Add($"{place} must be an object");
            return;
        }
        foreach (var member in element.EnumerateObject().Where(member => !members.Contains(member.Name)))
        {
            faults.Add($"{place}.{Quote(member.Name)} is not known; known are {string.Join(", ", members)}");
        }
    }

    /// <returns>Null where it is absent or, which is then said, no text of 1 to so many characters.</returns>
    public string? Text(string member, int charactersMax)
    {
        if (!TryGet(member, out var value))
        {
            return null;
        }
        var text = TextOf(value);
        if (text is { Length: > 0 } && text.Length <= charactersMax)
        {
            return text;
        }
        Fault(member, $"must be a text of 1 to {charactersMax} characters");
        return null;
    }

    public int Number(string member, int max, string reason, int? fallback = null)
    {
        if (!TryGet(member, out var value))
        {
            return fallback ?? Missing(member, 1);
        }
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number > 0 && number <= max)
        {
            return number;
        }
        Fault(member, $"is {Quote(value.GetRawText())}; it must be a whole number from 1 to {max}: {reason}");
        return 1;
    }

    public T OneOf<T>(string member, IReadOnlyDictionary<string, T> choices, string fallback)
    {
        if (!TryGet(member, out var value))
        {
            return choices[fallback];
        }
        if (TextOf(value) is { } text && choices.TryGetValue(text, out var choice))
        {
            return choice;
        }
        Fault(member, $"is {Quote(value.GetRawText())}; it must be one of {string.Join(", ", choices.Keys)}");
        return choices[fallback];
    }

    /// <summary>The elements of an array and their places; none where it is absent.</summary>
    public IEnumerable<(JsonElement Element, string Place)> Items(string member, int max, string reason) =>
        TryGet(member, out var array) ? Items(array, $"{_place}.{member}", max, reason, _faults) : [];

    public static IEnumerable<(JsonElement Element, string Place)> Items(
        JsonElement array, string place, int max, string reason, List<string> faults)
    {
        if (array.ValueKind == JsonValueKind.Array && array.GetArrayLength() is > 0 and var count && count <= max)
        {
            return array.EnumerateArray().Select((element, index) => (element, $"{place}[{index}]"));
        }
        faults.Add($"{place} must be an array of 1 to {max} elements: {reason}");
        return [];
    }

    public bool Has(string member) => TryGet(member, out _);

    public T Missing<T>(string member, T placeholder)
    {
        if (_element.ValueKind == JsonValueKind.Object)
        {
            Fault(member, "is missing");
        }
        return placeholder;
    }

    public void Fault(string member, string fault) => _faults.Add($"{_place}.{member} {fault}");

    /// <returns>Null where it is something else, or escapes half a character.</returns>
    public static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public static string Quote(string text) =>
        text.Length <= QuotedCharactersMax ? text : text[..QuotedCharactersMax] + "…";

    private bool TryGet(string member, out JsonElement value)
    {
        value = default;
        return _element.ValueKind == JsonValueKind.Object && _element.TryGetProperty(member, out value);
    }
}
