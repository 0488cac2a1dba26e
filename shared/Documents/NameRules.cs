using System.Text;

namespace Shop.Documents;

/// <summary>
/// What Firestore allows in names; the rest it would refuse after a round trip, or misunderstand.
/// </summary>
internal static class NameRules
{
    private static readonly UTF8Encoding _strict = new(false, throwOnInvalidBytes: true);

    public static string Validated(string path, int remainder, string kind)
    {
        ArgumentNullException.ThrowIfNull(path);
        var segments = path.Split('/');
        if (segments.Length % 2 != remainder)
        {
            throw new ArgumentException(
                $"'{path}' does not name a {kind}: names alternate collection/id.", nameof(path));
        }
        foreach (var segment in segments)
        {
            if (Fault(segment) is { } fault)
            {
                throw new ArgumentException($"'{path}' is not a name: a segment {fault}.", nameof(path));
            }
        }
        if (Encoding.UTF8.GetByteCount(path) > DocumentLimits.NameBytesMax)
        {
            throw new ArgumentException(
                $"A name has at most {DocumentLimits.NameBytesMax} bytes (NameBytesMax).", nameof(path));
        }
        return path;
    }

    private static string? Fault(string segment) => segment switch
    {
        "" => "is empty",
        "." or ".." => "is '.' or '..'",
        _ when IsReserved(segment) => "is of the reserved form __x__",
        _ when Bytes(segment) is not { } bytes => "is not valid Unicode",
        _ when Bytes(segment) > DocumentLimits.IdBytesMax =>
            $"has over {DocumentLimits.IdBytesMax} bytes (IdBytesMax)",
        _ => null,
    };

    /// <summary>Firestore keeps <c>__.*__</c> for itself, in ids and in field names.</summary>
    public static bool IsReserved(string name) =>
        name.Length >= 4
        && name.StartsWith("__", StringComparison.Ordinal)
        && name.EndsWith("__", StringComparison.Ordinal);

    private static int? Bytes(string segment)
    {
        try
        {
            return _strict.GetByteCount(segment);
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }
}
