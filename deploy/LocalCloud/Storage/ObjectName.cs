using System.Buffers;
using System.Text;

namespace Shop.LocalCloud.Storage;

/// <summary>What objects and buckets may be called, and what their files are called on disk.</summary>
public static class ObjectName
{
    /// <summary>Google's limit, in bytes of UTF-8.</summary>
    public const int BytesMax = 1024;

    // File systems allow 255 bytes; the generation, the extension and the ending of the metadata file follow.
    private const int FileStemBytesMax = 160;
    private const int ExtensionLengthMax = 16;
    private const int BucketLengthMin = 3;
    private const int BucketLengthMax = 222;

    /// <summary>Bytewise order of the UTF-8 forms: that in which Google lists.</summary>
    public static IComparer<string> Order { get; } = new Utf8Comparer();

    public static void Check(string name)
    {
        if (name.Length == 0)
        {
            throw RefusedRequestException.Required("name");
        }
        if (Encoding.UTF8.GetByteCount(name) > BytesMax)
        {
            throw RefusedRequestException.Invalid(
                $"The specified object name is not valid: it is longer than {BytesMax} bytes.");
        }
        if (name.AsSpan().IndexOfAny('\r', '\n') >= 0)
        {
            throw RefusedRequestException.Invalid(
                "The specified object name is not valid: it has a line break.");
        }
    }

    public static void CheckBucket(string name)
    {
        var legal = name.Length is >= BucketLengthMin and <= BucketLengthMax
            && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.')
            && char.IsAsciiLetterOrDigit(name[0]) && char.IsAsciiLetterOrDigit(name[^1])
            && !name.Contains("..", StringComparison.Ordinal);
        if (!legal)
        {
            throw RefusedRequestException.Invalid($"Invalid bucket name: '{name}'");
        }
    }

    /// <summary>
    /// A file name that a person recognises: <c>photos%2Fcat~1763635233000000.jpg</c>. It need not be
    /// reversible, for the name itself is in the metadata; the generation makes it unique, so that case
    /// twins, long names and names that differ in normalisation only never meet on any file system.
    /// </summary>
    public static string ContentFile(string name, long generation)
    {
        var dot = name.LastIndexOf('.');
        var hasExtension = dot > name.LastIndexOf('/') + 1
            && name.Length - dot is > 1 and <= ExtensionLengthMax
            && name.AsSpan(dot + 1).IndexOfAnyExcept(Alphanumeric) < 0;
        var stem = new StringBuilder();
        var bytes = 0;
        foreach (var rune in (hasExtension ? name[..dot] : name).EnumerateRunes())
        {
            var escaped = Escape(rune);
            bytes += Encoding.UTF8.GetByteCount(escaped);
            if (bytes > FileStemBytesMax)
            {
                break;
            }
            stem.Append(escaped);
        }
        return $"{stem}~{generation}{(hasExtension ? name[dot..] : "")}";
    }

    private static readonly SearchValues<char> Alphanumeric = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    private static string Escape(Rune rune)
    {
        if (Rune.IsLetterOrDigit(rune) || (rune.IsAscii && ".-_+=@,()".Contains((char)rune.Value)))
        {
            return rune.ToString();
        }
        Span<byte> utf8 = stackalloc byte[4];
        var length = rune.EncodeToUtf8(utf8);
        return string.Concat(utf8[..length].ToArray().Select(octet => $"%{octet:X2}"));
    }

    private sealed class Utf8Comparer : IComparer<string>
    {
        // UTF-16 puts surrogates before U+E000..U+FFFF, UTF-8 after; all else compares alike.
        public int Compare(string? x, string? y)
        {
            var common = x.AsSpan().CommonPrefixLength(y);
            if (x is null || y is null || common == x.Length || common == y.Length)
            {
                return (x?.Length ?? -1).CompareTo(y?.Length ?? -1);
            }
            var (left, right) = (x[common], y[common]);
            return char.IsSurrogate(left) == char.IsSurrogate(right)
                ? left.CompareTo(right)
                : char.IsSurrogate(left) ? 1 : -1;
        }
    }
}
