namespace Shop.Notifications.Hosts;

/// <summary>
/// The bounds of calling one host. They hold per process: another instance of the function finds out by
/// itself.
/// </summary>
public sealed record GateLimits
{
    /// <summary>
    /// Calls to one host at a time: a host that hangs holds this many places of the function and no more.
    /// </summary>
    public int InFlightMax { get; init; } = 4;

    /// <summary>Failures in a row, after which the host is not called for a while.</summary>
    public int FailuresMax { get; init; } = 5;

    /// <summary>The first while; it doubles each time that the host fails after it.</summary>
    public TimeSpan PauseMin { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The longest while; no longer than the backoff of the subscription, which waits at the same time.
    /// </summary>
    public TimeSpan PauseMax { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The longest time that a host can ask for by Retry-After; less than its notices live.
    /// </summary>
    public TimeSpan RetryAfterMax { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Hosts remembered: those being called, and those that failed. Some kilobytes in all.</summary>
    public int HostsMax { get; init; } = 1_000;
}
