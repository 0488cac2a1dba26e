namespace Shop.LocalCloud.PubSub;

/// <summary>
/// Part of a list of names, in order; the token of the next page is the last name of this one.
/// </summary>
internal sealed record Page(IReadOnlyList<string> Names, string NextToken)
{
    private const int SizeDefault = 100;
    private const int SizeMax = 1000;

    internal static bool IsIn(string project, string name) =>
        name.StartsWith(project + "/", StringComparison.Ordinal);

    internal static Page Of(IEnumerable<string> ordered, int size, string token)
    {
        if (size < 0)
        {
            throw Refusal.Invalid("page_size must not be negative.");
        }
        var count = size == 0 ? SizeDefault : Math.Min(size, SizeMax);
        var names = ordered.Where(name => string.CompareOrdinal(name, token) > 0).Take(count + 1).ToList();
        return names.Count > count
            ? new Page(names[..count], names[count - 1])
            : new Page(names, "");
    }
}
