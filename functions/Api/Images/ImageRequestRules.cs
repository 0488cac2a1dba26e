using System.Globalization;
using System.Text;
using System.Text.Json;
using Shop.Api.Http;

namespace Shop.Api.Images;

/// <summary>What an upload may declare.</summary>
internal static class ImageRequestRules
{
    /// <summary>Bytes of UTF-8: the limit of the file systems that files come from and go to.</summary>
    public const int FileNameBytesMax = 255;

    /// <summary>As large as the image processor takes originals, unless it is told otherwise.</summary>
    public const long BytesMax = 50_000_000;

    /// <summary>What the image processor decodes.</summary>
    public static IReadOnlyList<string> ContentTypes { get; } =
        ["image/jpeg", "image/png", "image/webp", "image/gif"];

    private static readonly Dictionary<string, string[]> _members =
        new(StringComparer.Ordinal) { ["fileName"] = [], ["contentType"] = [], ["bytes"] = [] };

    /// <param name="utf8Json">The body; JSON.</param>
    /// <returns>Null where nothing is wrong with it.</returns>
    public static Problem? Check(ReadOnlySpan<byte> utf8Json)
    {
        var members = Validation.CheckMembers(utf8Json, _members);
        var reader = new Utf8JsonReader(utf8Json);
        var body = JsonElement.ParseValue(ref reader);
        if (body.ValueKind != JsonValueKind.Object)
        {
            return members;
        }
        List<FieldFault> faults =
        [
            .. new[]
            {
                Fault("/fileName", FileNameFault(Text(body, "fileName"))),
                Fault("/contentType", ContentTypeFault(Text(body, "contentType"))),
                Fault("/bytes", BytesFault(body)),
            }.OfType<FieldFault>(),
            .. members?.Errors ?? [],
        ];
        return faults.Count == 0 ? null : Validation.Of(faults);
    }

    private static FieldFault? Fault(string pointer, string? detail) =>
        detail is null ? null : new FieldFault(pointer, detail);

    // It becomes the last segment of an object's name, which tools map to paths and show on terminals.
    private static string? FileNameFault(string? name) => name switch
    {
        null or "" => $"Must be the name of the file: text of 1 to {FileNameBytesMax} bytes in UTF-8.",
        "." or ".." => "Must be the name of a file, not of a folder.",
        _ when name.AsSpan().ContainsAny('/', '\\') =>
            "Must be the name alone: '/' and '\\' are not allowed.",
        _ when name.Any(IsInvisible) => "Must not hold control characters or line breaks.",
        _ when Encoding.UTF8.GetByteCount(name) > FileNameBytesMax =>
            $"Must have at most {FileNameBytesMax} bytes in UTF-8.",
        _ => null,
    };

    private static bool IsInvisible(char character) => char.GetUnicodeCategory(character)
        is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static string? ContentTypeFault(string? contentType) =>
        contentType is not null && ContentTypes.Contains(contentType)
        ? null
        : $"Must be one of {string.Join(", ", ContentTypes)}.";

    private static string? BytesFault(JsonElement body) =>
        body.TryGetProperty("bytes", out var bytes) && bytes.ValueKind == JsonValueKind.Number
        && bytes.TryGetInt64(out var number) && number is >= 1 and <= BytesMax
            ? null
            : string.Create(
                CultureInfo.InvariantCulture, $"Must be a whole number from 1 to {BytesMax}, not in quotes.");

    private static string? Text(JsonElement body, string member)
    {
        try
        {
            return body.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair is legal JSON and no text.
            return null;
        }
    }
}
