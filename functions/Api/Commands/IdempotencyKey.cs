using System.Text;
using Microsoft.AspNetCore.Http;
using Shop.Api.Http;

namespace Shop.Api.Commands;

/// <summary>
/// The header <c>Idempotency-Key</c>: the caller's name for one wish. The IETF draft makes it a string of structured
/// fields, in quotes; most clients send it bare. Both spell the same key.
/// </summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    /// <summary>A UUID has 36 characters; what is longer is no key but somebody's data.</summary>
    public const int LengthMax = 255;

    private static readonly string _form = $"It must be 1 to {LengthMax} printable ASCII characters, once, in quotes or bare.";

    /// <returns>Null where the request has none; or what is wrong with it.</returns>
    public static (string? Key, Problem? Problem) Read(IHeaderDictionary headers)
    {
        var values = headers[Header];
        if (values.Count == 0)
        {
            return (null, null);
        }
        var key = values.Count == 1 ? Parse(values.ToString().Trim()) : null;
        return key is { Length: > 0 and <= LengthMax } && key.All(character => character is >= ' ' and <= '~')
            ? (key, null)
            : (null, Problem.Of(ProblemTypes.InvalidIdempotencyKey, _form));
    }

    private static string? Parse(string text) => text.StartsWith('"') ? Unquote(text) : text.Contains('"', StringComparison.Ordinal) ? null : text;

    // RFC 9651, section 4.2.5: a backslash stands before a quotation mark or another one, and nowhere else.
    private static string? Unquote(string text)
    {
        var key = new StringBuilder(text.Length);
        for (var at = 1; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '"':
                    return at == text.Length - 1 ? key.ToString() : null;
                case '\\':
                    if (++at >= text.Length || text[at] is not ('"' or '\\'))
                    {
                        return null;
                    }
                    key.Append(text[at]);
                    break;
                default:
                    key.Append(text[at]);
                    break;
            }
        }
        return null;
    }
}
