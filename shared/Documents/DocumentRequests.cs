namespace Shop.Documents;

/// <summary>What every store refuses to be asked.</summary>
internal static class DocumentRequests
{
    public static void CheckGets(IReadOnlyList<DocumentName> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count > DocumentLimits.GetsMax)
        {
            throw new ArgumentException(
                $"One call reads at most {DocumentLimits.GetsMax} documents (GetsMax), not {names.Count}.",
                nameof(names));
        }
    }

    public static void CheckPageSize(int pageSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pageSize, DocumentLimits.PageSizeMax);
    }
}
