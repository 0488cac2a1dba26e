namespace Shop.Contracts;

/// <summary>What a list of order lines asks for.</summary>
public static class OrderLines
{
    /// <summary>
    /// One line per SKU, with the sum of its quantities, ordered by SKU (ordinal): two lists that ask for the
    /// same become equal. In the data of a valid event no sum exceeds
    /// <see cref="ContractLimits.MergedQuantityMax"/>.
    /// </summary>
    /// <exception cref="OverflowException">
    /// The lines of a SKU add up to more than any valid event can hold.
    /// </exception>
    public static IReadOnlyList<OrderLine> Merge(IEnumerable<OrderLine> lines) =>
    [
        .. lines
            .GroupBy(line => line.Sku)
            .Select(same => new OrderLine(same.Key, same.Sum(line => line.Quantity)))
            .OrderBy(line => line.Sku.Value, StringComparer.Ordinal),
    ];
}
