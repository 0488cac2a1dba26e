using System.Globalization;

namespace Shop.Notifications.Hosts;

/// <summary>What is remembered of one host. Guarded by the lock of <see cref="HostGates"/>.</summary>
internal sealed class HostGate(GateLimits limits)
{
    private int _failures;
    private int _pauses;

    public int InFlight { get; set; }

    /// <summary>Until then it is not called.</summary>
    public DateTimeOffset ClosedUntil { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>Nothing is known of it that is not true of every host.</summary>
    public bool IsForgettable => InFlight == 0 && _failures == 0 && ClosedUntil == DateTimeOffset.MinValue;

    /// <returns>Why it is not called now; null where it may be.</returns>
    public string? Refusal(DateTimeOffset now) =>
        now < ClosedUntil ? string.Create(CultureInfo.InvariantCulture,
            $"The receiver's host has failed or asks for a rest: no call before {ClosedUntil:HH:mm:ss} UTC.")
        // After a pause one call finds out whether the host is back; the others wait for what it finds.
        : _pauses > 0 && InFlight > 0 ? "The receiver's host failed, and is just being tried again."
        : InFlight >= limits.InFlightMax
            ? $"{limits.InFlightMax} calls to the receiver's host are under way already."
        : null;

    public void Learn(CallResult result, TimeSpan? retryAfter, DateTimeOffset now)
    {
        switch (result)
        {
            case CallResult.Answered:
                (_failures, _pauses, ClosedUntil) = (0, 0, DateTimeOffset.MinValue);
                break;
            case CallResult.Failed:
                Fail(retryAfter ?? TimeSpan.Zero, now);
                break;
            case CallResult.Abandoned:
                break;
        }
    }

    private void Fail(TimeSpan retryAfter, DateTimeOffset now)
    {
        var until = ClosedUntil;
        // Calls that were under way when the pause began tell nothing new, and must not make the next one
        // longer.
        if (now >= ClosedUntil && ++_failures >= limits.FailuresMax)
        {
            until = now + Pause(_pauses++);
        }
        if (retryAfter > TimeSpan.Zero)
        {
            var asked = now + (retryAfter < limits.RetryAfterMax ? retryAfter : limits.RetryAfterMax);
            until = asked > until ? asked : until;
        }
        ClosedUntil = until;
    }

    private TimeSpan Pause(int earlier)
    {
        // Doubling any further would pass the maximum by far, and the range of numbers after that.
        var doubled = limits.PauseMin * (1L << Math.Min(earlier, 16));
        return doubled < limits.PauseMax ? doubled : limits.PauseMax;
    }
}
