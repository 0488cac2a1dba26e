namespace Google.Cloud.Storage.V1;

/// <summary>The delays between the attempts of one request: exponential, up to a bound.</summary>
public sealed class RetryTiming
{
    public RetryTiming(TimeSpan initialBackoff, TimeSpan maxBackoff, double backoffMultiplier)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(initialBackoff, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBackoff, initialBackoff);
        if (!(backoffMultiplier >= 1)) throw new ArgumentOutOfRangeException(nameof(backoffMultiplier));
        InitialBackoff = initialBackoff;
        MaxBackoff = maxBackoff;
        BackoffMultiplier = backoffMultiplier;
    }

    public static TimeSpan DefaultInitialBackoff { get; } = TimeSpan.FromSeconds(1);

    public static TimeSpan DefaultMaxBackoff { get; } = TimeSpan.FromSeconds(32);

    public static double DefaultBackoffMultiplier { get; } = 2;

    public static RetryTiming Default { get; } =
        new(DefaultInitialBackoff, DefaultMaxBackoff, DefaultBackoffMultiplier);

    public TimeSpan InitialBackoff { get; }

    public TimeSpan MaxBackoff { get; }

    public double BackoffMultiplier { get; }

    public RetryTiming WithInitialBackoff(TimeSpan initialBackoff) =>
        new(initialBackoff, MaxBackoff, BackoffMultiplier);

    public RetryTiming WithMaxBackoff(TimeSpan maxBackoff) =>
        new(InitialBackoff, maxBackoff, BackoffMultiplier);

    public RetryTiming WithBackoffMultiplier(double backoffMultiplier) =>
        new(InitialBackoff, MaxBackoff, backoffMultiplier);

    /// <summary>The delay after so many failures; the first failure has the number 1.</summary>
    internal TimeSpan GetDelay(int failureCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failureCount, 1);
        // Compared as a number, because a power this large may not fit into a TimeSpan.
        var seconds = InitialBackoff.TotalSeconds * Math.Pow(BackoffMultiplier, failureCount - 1);
        return seconds < MaxBackoff.TotalSeconds ? TimeSpan.FromSeconds(seconds) : MaxBackoff;
    }
}
