using System.Text.Json;
using Shop.Contracts;

namespace Shop.Api.Http;

/// <summary>Finds all that is wrong with a body, by the rules of the event that it becomes.</summary>
internal static class Validation
{
    // Nobody reads more; a body of the largest size could have thousands.
    public const int ErrorsMax = 100;

    /// <summary>
    /// A body is the event's data without the members that the API knows itself. Unlike in events, members that nobody
    /// knows are faults: a <c>callbackURL</c> that is passed over in silence is a callback that never comes.
    /// </summary>
    /// <param name="contract">The event.</param>
    /// <param name="utf8Json">The body; JSON.</param>
    /// <param name="known">Members of the body; where a member is a list of objects, with their members.</param>
    /// <param name="ownMembers">Members of the event that the API adds.</param>
    public static Problem? Check(
        EventContract contract, ReadOnlySpan<byte> utf8Json, IReadOnlyDictionary<string, string[]> known, params string[] ownMembers)
    {
        var own = ownMembers.Select(member => "/" + member).ToHashSet(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(utf8Json);
        List<FieldFault> errors =
        [
            .. contract.Validate(utf8Json)
                .Where(fault => !own.Contains(fault.Pointer))
                .Select(fault => new FieldFault(fault.Pointer, fault.Message)),
            .. Unknown(JsonElement.ParseValue(ref reader), known),
        ];
        return errors.Count == 0 ? null : Of(errors);
    }

    /// <summary>For a body that becomes nothing: it may be an object with these members and nothing else.</summary>
    public static Problem? CheckMembers(ReadOnlySpan<byte> utf8Json, IReadOnlyDictionary<string, string[]> known)
    {
        var reader = new Utf8JsonReader(utf8Json);
        var body = JsonElement.ParseValue(ref reader);
        List<FieldFault> errors =
            body.ValueKind == JsonValueKind.Object ? [.. Unknown(body, known)] : [new FieldFault("", "Must be an object.")];
        return errors.Count == 0 ? null : Of(errors);
    }

    public static Problem Of(List<FieldFault> errors) => Problem.Of(
        ProblemTypes.ValidationFailed,
        errors.Count == 1 ? "One place of the body is wrong."
        : errors.Count <= ErrorsMax ? $"{errors.Count} places of the body are wrong."
        : $"{errors.Count} places of the body are wrong; the first {ErrorsMax} are listed.")
        with { Errors = [.. errors.Take(ErrorsMax)] };

    private static IEnumerable<FieldFault> Unknown(JsonElement body, IReadOnlyDictionary<string, string[]> known)
    {
        foreach (var fault in UnknownMembers(body, "", known.Keys))
        {
            yield return fault;
        }
        foreach (var (name, members) in known.Where(member => member.Value.Length > 0))
        {
            if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty(name, out var list)
                || list.ValueKind != JsonValueKind.Array)
            {
                continue;
            }
            foreach (var (index, item) in list.EnumerateArray().Index())
            {
                foreach (var fault in UnknownMembers(item, $"/{name}/{index}", members))
                {
                    yield return fault;
                }
            }
        }
    }

    private static IEnumerable<FieldFault> UnknownMembers(JsonElement value, string pointer, IEnumerable<string> known) =>
        value.ValueKind != JsonValueKind.Object
            ? []
            : value.EnumerateObject()
                .Select(NameOf)
                .Where(name => name is not null && !known.Contains(name))
                .Distinct(StringComparer.Ordinal)
                .Select(name => new FieldFault($"{pointer}/{Escape(name!)}", $"Is not known. Known are: {string.Join(", ", known)}."));

    // Null for a name that is no text, which the contract has found already.
    private static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    // RFC 6901, section 3.
    private static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
