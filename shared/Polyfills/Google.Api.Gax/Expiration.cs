namespace Google.Api.Gax;

public enum ExpirationType
{
    None,
    Timeout,
    Deadline,
}

/// <summary>When a call gives up: after a while, at a moment, or never.</summary>
public sealed class Expiration
{
    private Expiration(TimeSpan? timeout, DateTime? deadline)
    {
        Timeout = timeout;
        Deadline = deadline;
    }

    public static Expiration None { get; } = new(null, null);

    public TimeSpan? Timeout { get; }

    public DateTime? Deadline { get; }

    public ExpirationType Type =>
        Timeout is not null ? ExpirationType.Timeout
        : Deadline is not null ? ExpirationType.Deadline
        : ExpirationType.None;

    public static Expiration FromTimeout(TimeSpan timeout) => new(timeout, null);

    public static Expiration FromDeadline(DateTime deadline) => new(null, deadline);
}

public static class ExpirationExtensions
{
    /// <returns>Null for no deadline; a null expiration has none.</returns>
    public static DateTime? CalculateDeadline(this Expiration expiration, IClock clock)
    {
        GaxPreconditions.CheckNotNull(clock, nameof(clock));
        return expiration?.Timeout is TimeSpan timeout
            ? clock.GetCurrentDateTimeUtc() + timeout
            : expiration?.Deadline;
    }
}
