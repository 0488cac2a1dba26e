namespace Shop.LocalCloud.Eventarc;

/// <summary>How long to wait before an event is delivered again.</summary>
/// <param name="Minimum">Never less.</param>
/// <param name="Maximum">Never more.</param>
public sealed record Backoff(TimeSpan Minimum, TimeSpan Maximum)
{
    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="jitter">From 0 to 1; spreads the redeliveries of events that failed together.</param>
    public TimeSpan After(int attempt, double jitter)
    {
        // The doubling is bounded before it is computed: 2^30 times any minimum is above every maximum.
        var ceiling = Minimum.TotalSeconds * Math.Pow(2, Math.Min(attempt, 30));
        var spread = Math.Max(0, Math.Min(ceiling, Maximum.TotalSeconds) - Minimum.TotalSeconds);
        return Minimum + TimeSpan.FromSeconds(spread * jitter);
    }
}
