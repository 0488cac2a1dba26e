namespace Shop.Contracts;

/// <summary>Every bound that the data of an event keeps, named once.</summary>
public static class ContractLimits
{
    /// <summary>
    /// Bytes of one event's data: what the CloudEvents specification asks every intermediary to forward.
    /// </summary>
    public const int EventBytesMax = 64 * 1024;

    /// <summary>Characters of a <see cref="Sku"/>: it is part of document names and of URLs.</summary>
    public const int SkuLengthMax = 64;

    /// <summary>
    /// Characters of a <see cref="CustomerId"/>: half of what OpenID Connect allows a subject.
    /// </summary>
    public const int CustomerIdLengthMax = 128;

    /// <summary>Lines of one order: all of them are reserved in one commit, one document per SKU.</summary>
    public const int OrderLinesMax = 100;

    /// <summary>
    /// Units of one order line. More is a slip of the finger or an attempt to empty the shelves.
    /// </summary>
    public const int LineQuantityMax = 10_000;

    /// <summary>
    /// Units of one SKU in one order, all its lines together. The same as for one line: otherwise that limit
    /// could be passed by writing the line again.
    /// </summary>
    public const int MergedQuantityMax = LineQuantityMax;

    /// <summary>Units that one restock adds.</summary>
    public const int RestockQuantityMax = 1_000_000;

    /// <summary>
    /// Units in stock, and revisions: the largest whole number that JavaScript reads exactly.
    /// </summary>
    public const long StockMax = (1L << 53) - 1;

    /// <summary>Characters of a callback URL.</summary>
    public const int CallbackUrlLengthMax = 2_048;

    /// <summary>Characters of the id of an event that another event refers to.</summary>
    public const int EventIdLengthMax = 256;

    /// <summary>Characters of a machine-readable reason.</summary>
    public const int ReasonLengthMax = 64;

    /// <summary>Characters of a sentence for people in a notification event.</summary>
    public const int MessageLengthMax = 1_024;
}
