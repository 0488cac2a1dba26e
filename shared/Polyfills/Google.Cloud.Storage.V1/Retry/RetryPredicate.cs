namespace Google.Cloud.Storage.V1;

/// <summary>Which HTTP statuses make a request be sent again.</summary>
public sealed class RetryPredicate
{
    private readonly Func<int, bool> _predicate;

    private RetryPredicate(Func<int, bool> predicate) => _predicate = predicate;

    /// <summary>Timeout, too many requests, and the server errors that may pass.</summary>
    public static RetryPredicate RetriableIdempotentErrors { get; } =
        FromErrorCodes(408, 429, 500, 502, 503, 504);

    public static RetryPredicate Never { get; } = FromErrorCodes();

    /// <summary>These statuses and no others; null means <see cref="Never" />.</summary>
    public static RetryPredicate FromErrorCodes(params int[] errorCodes) =>
        errorCodes is null ? Never : new RetryPredicate(errorCodes.Contains);

    /// <summary>What the delegate says of a status; null means <see cref="Never" />.</summary>
    public static RetryPredicate FromErrorCodePredicate(Func<int, bool> predicate) =>
        predicate is null ? Never : new RetryPredicate(predicate);

    internal bool ShouldRetry(int statusCode) => _predicate(statusCode);
}
