namespace Shop.Documents;

/// <summary>
/// What a store refuses before it sends anything. Firestore's own limits, except where a sentence says
/// otherwise.
/// </summary>
public static class DocumentLimits
{
    /// <summary>
    /// Writes of one commit; Firestore's historical bound, kept because a decision that needs more is wrong.
    /// </summary>
    public const int WritesMax = 500;

    /// <summary>
    /// Bytes of one commit, as it travels. Ours: Firestore takes 10 MiB and its emulator 4 MiB (and answers
    /// 429, as if trying again would help), but what an event changes is small, and large commits are what
    /// times out.
    /// </summary>
    public const int CommitBytesMax = 1 << 20;

    /// <summary>
    /// Bytes of one document as Firestore counts them: its name, its field names, its values and 32.
    /// </summary>
    public const int DocumentBytesMax = 1 << 20;

    /// <summary>Bytes of the value of one field: 1 MiB less 89.</summary>
    public const int ValueBytesMax = 1_048_487;

    /// <summary>UTF-8 bytes of a field name.</summary>
    public const int FieldNameBytesMax = 1_500;

    /// <summary>Objects and arrays inside each other, below the document itself.</summary>
    public const int DepthMax = 20;

    /// <summary>UTF-8 bytes of one segment of a name.</summary>
    public const int IdBytesMax = 1_500;

    /// <summary>
    /// UTF-8 bytes of a name; Firestore allows 6 KiB with the names of project and database before it.
    /// </summary>
    public const int NameBytesMax = 6_000;

    /// <summary>Documents asked for in one call; ours: whoever needs more wants a list.</summary>
    public const int GetsMax = 500;

    /// <summary>Documents of one page of a list.</summary>
    public const int PageSizeMax = 300;
}
