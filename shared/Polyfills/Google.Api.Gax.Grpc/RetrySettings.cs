using Grpc.Core;

namespace Google.Api.Gax.Grpc;

/// <summary>Which failures are tried again, how often, and after which delays.</summary>
public sealed class RetrySettings
{
    private RetrySettings(
        int maxAttempts, TimeSpan initialBackoff, TimeSpan maxBackoff, double backoffMultiplier,
        Predicate<Exception> retryFilter, IJitter backoffJitter)
    {
        MaxAttempts = GaxPreconditions.CheckArgumentRange(maxAttempts, nameof(maxAttempts), 1, int.MaxValue);
        InitialBackoff = GaxPreconditions.CheckNonNegativeDelay(initialBackoff, nameof(initialBackoff));
        MaxBackoff = GaxPreconditions.CheckNonNegativeDelay(maxBackoff, nameof(maxBackoff));
        GaxPreconditions.CheckArgument(
            maxBackoff >= initialBackoff, nameof(maxBackoff),
            "Maximum backoff must be at least as large as initial backoff");
        BackoffMultiplier = GaxPreconditions.CheckArgumentRange(
            backoffMultiplier, nameof(backoffMultiplier), 1.0, double.MaxValue);
        RetryFilter = GaxPreconditions.CheckNotNull(retryFilter, nameof(retryFilter));
        BackoffJitter = GaxPreconditions.CheckNotNull(backoffJitter, nameof(backoffJitter));
    }

    /// <summary>
    /// Turns the longest delay into the one that is waited, so that clients do not come in step.
    /// </summary>
    public interface IJitter
    {
        TimeSpan GetDelay(TimeSpan maxDelay);
    }

    /// <summary>Anything between nothing and the longest delay.</summary>
    public static IJitter RandomJitter { get; } = new Jitter(max => Random.Shared.NextDouble() * max);

    /// <summary>Always the longest delay.</summary>
    public static IJitter NoJitter { get; } = new Jitter(max => max);

    /// <summary>The first attempt counts.</summary>
    public int MaxAttempts { get; }

    public TimeSpan InitialBackoff { get; }

    public TimeSpan MaxBackoff { get; }

    public double BackoffMultiplier { get; }

    public Predicate<Exception> RetryFilter { get; }

    public IJitter BackoffJitter { get; }

    public static RetrySettings FromConstantBackoff(
        int maxAttempts, TimeSpan backoff, Predicate<Exception> retryFilter, IJitter backoffJitter = null) =>
        new(maxAttempts, backoff, backoff, 1.0, retryFilter, backoffJitter ?? RandomJitter);

    public static RetrySettings FromExponentialBackoff(
        int maxAttempts, TimeSpan initialBackoff, TimeSpan maxBackoff, double backoffMultiplier,
        Predicate<Exception> retryFilter, IJitter backoffJitter = null) =>
        new(
            maxAttempts, initialBackoff, maxBackoff, backoffMultiplier, retryFilter,
            backoffJitter ?? RandomJitter);

    public static Predicate<Exception> FilterForStatusCodes(params StatusCode[] statusCodes) =>
        FilterForStatusCodes((IEnumerable<StatusCode>)statusCodes);

    public static Predicate<Exception> FilterForStatusCodes(IEnumerable<StatusCode> statusCodes)
    {
        GaxPreconditions.CheckNotNull(statusCodes, nameof(statusCodes));
        return exception => exception is RpcException rpc && statusCodes.Contains(rpc.StatusCode);
    }

    public TimeSpan NextBackoff(TimeSpan currentBackoff)
    {
        var next = currentBackoff * BackoffMultiplier;
        return next < InitialBackoff ? InitialBackoff : next > MaxBackoff ? MaxBackoff : next;
    }

    private sealed class Jitter(Func<TimeSpan, TimeSpan> delay) : IJitter
    {
        public TimeSpan GetDelay(TimeSpan maxDelay) => delay(maxDelay);
    }
}
