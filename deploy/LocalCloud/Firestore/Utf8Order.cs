namespace Shop.LocalCloud.Firestore;

/// <summary>
/// The order of the bytes in UTF-8, in which Firestore lists. It is that of code points, from which UTF-16
/// differs where one of two differing units is half of a pair.
/// </summary>
internal sealed class Utf8Order : IComparer<string>
{
    public static readonly Utf8Order Instance = new();

    public int Compare(string? x, string? y)
    {
        var (left, right) = (x ?? "", y ?? "");
        var same = left.AsSpan().CommonPrefixLength(right);
        if (same == left.Length || same == right.Length)
        {
            return left.Length.CompareTo(right.Length);
        }
        var (one, other) = (left[same], right[same]);
        return char.IsSurrogate(one) == char.IsSurrogate(other)
            ? one.CompareTo(other)
            : char.IsSurrogate(one) ? 1 : -1;
    }
}
