namespace Google.Cloud.Storage.V1;

/// <summary>Whether and when a failed request is sent again; at most three attempts are made.</summary>
public sealed class RetryOptions
{
    /// <param name="retryTiming">Null means the default timing.</param>
    /// <param name="retryPredicate">Null means that nothing is retried.</param>
    public RetryOptions(RetryTiming retryTiming, RetryPredicate retryPredicate)
    {
        Timing = retryTiming ?? RetryTiming.Default;
        Predicate = retryPredicate ?? RetryPredicate.Never;
    }

    /// <summary>The default of every request that may be sent twice without doing twice.</summary>
    public static RetryOptions IdempotentRetryOptions { get; } =
        new(RetryTiming.Default, RetryPredicate.RetriableIdempotentErrors);

    public static RetryOptions Never { get; } = new(RetryTiming.Default, RetryPredicate.Never);

    internal RetryTiming Timing { get; }

    internal RetryPredicate Predicate { get; }

    /// <summary>A write is repeated only where a condition keeps it from having effect twice.</summary>
    internal static RetryOptions MaybeIdempotent(object condition) =>
        condition is null ? Never : IdempotentRetryOptions;
}
