using Google.Cloud.PubSub.V1;
using Shop.LocalCloud.Chaos;

namespace Shop.LocalCloud.PubSub.Push;

/// <summary>How long a message waits after an attempt that failed: doubling, between two bounds.</summary>
internal static class RetryDelay
{
    // Pub/Sub's own for pushes without a retry policy: it slows down between these two.
    private static readonly TimeSpan s_minimumDefault = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_maximumDefault = TimeSpan.FromSeconds(60);

    // A policy may say 0; without a floor, one failing message would keep a processor busy.
    private static readonly TimeSpan s_floor = TimeSpan.FromMilliseconds(10);

    // A tenth keeps messages that failed together from coming back together, and the bounds true.
    private const double JitterShare = 0.1;

    private const int DoublingsMax = 30;

    /// <param name="settings">Of the subscription.</param>
    /// <param name="messageId">Spreads messages; the same attempt of the same message waits alike.</param>
    /// <param name="attempt">The one that failed, from 1.</param>
    internal static TimeSpan After(Subscription settings, string messageId, int attempt)
    {
        var minimum = settings.RetryPolicy?.MinimumBackoff.ToTimeSpan() ?? s_minimumDefault;
        var maximum = settings.RetryPolicy?.MaximumBackoff.ToTimeSpan() ?? s_maximumDefault;
        var least = Math.Max(minimum.TotalSeconds, s_floor.TotalSeconds);
        var most = Math.Max(maximum.TotalSeconds, s_floor.TotalSeconds);
        var doubled = Math.Min(least * Math.Pow(2, Math.Min(attempt - 1, DoublingsMax)), most);
        var jitter = 1 - (JitterShare * Chance.Of("retry", settings.Name, messageId, attempt));
        // Timers count whole milliseconds.
        return TimeSpan.FromMilliseconds(Math.Ceiling(1000 * Math.Max(least, doubled * jitter)));
    }
}
