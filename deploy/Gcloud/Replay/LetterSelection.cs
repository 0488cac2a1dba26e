namespace Shop.Gcloud.Replay;

/// <summary>Which letters somebody wants. What is null does not matter.</summary>
/// <param name="Prefix">What the name under which it was filed begins with; the subscription comes first there.</param>
/// <param name="Type">Type of the event, whole or with <c>*</c> at its end.</param>
/// <param name="Reason">Why it was given up, for programs.</param>
/// <param name="From">Filed then or later.</param>
/// <param name="To">Filed before.</param>
/// <param name="Limit">The most letters that are replayed.</param>
internal sealed record LetterSelection(
    string? Prefix = null,
    string? Type = null,
    string? Reason = null,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null,
    int? Limit = null)
{
    public static LetterSelection All { get; } = new();

    // By either name, so that what a dead run left aside is found, and can be asked for alone.
    public bool HasPrefix(string name, string lies) =>
        Prefix is null
        || name.StartsWith(Prefix, StringComparison.Ordinal)
        || lies.StartsWith(Prefix, StringComparison.Ordinal);

    public bool Matches(Letter letter) =>
        HasType(letter.Type)
        && (Reason is null || Reason == letter.Reason)
        && (From is null || letter.FiledAt >= From)
        && (To is null || letter.FiledAt < To);

    private bool HasType(string? type) =>
        Type is null
        || (type is not null
            && (Type.EndsWith('*')
                ? type.StartsWith(Type[..^1], StringComparison.Ordinal)
                : type == Type));
}
