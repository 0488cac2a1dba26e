namespace Google.Api.Gax.Grpc;

/// <summary>One call as the caller sees it: all its attempts under one deadline.</summary>
internal static class ApiCall
{
    /// <summary>
    /// Makes attempts until one succeeds, its failure is not to be retried, the attempts are used up, or the
    /// next one could not begin before the deadline. The last failure is the caller's.
    /// </summary>
    /// <param name="attempt">Gets the deadline of the whole call, null for none.</param>
    /// <param name="settings">The settings of the service, of this kind of call and of this call,
    /// merged.</param>
    /// <param name="service">Where the time and the delays come from.</param>
    internal static async Task<T> InvokeAsync<T>(
        Func<DateTime?, CancellationToken, Task<T>> attempt, CallSettings settings,
        ServiceSettingsBase service)
    {
        var clock = service.Clock ?? SystemClock.Instance;
        var scheduler = service.Scheduler ?? SystemScheduler.Instance;
        var cancellationToken = settings?.CancellationToken ?? default;
        var deadline = settings?.Expiration.CalculateDeadline(clock);
        var retry = settings?.Retry;
        var backoff = retry?.InitialBackoff ?? TimeSpan.Zero;
        for (var number = 1; ; number++)
        {
            var delay = retry?.BackoffJitter.GetDelay(backoff) ?? TimeSpan.Zero;
            try
            {
                return await attempt(deadline, cancellationToken);
            }
            catch (Exception e) when (retry is not null && number < retry.MaxAttempts
                && (deadline is null || clock.GetCurrentDateTimeUtc() + delay < deadline)
                && retry.RetryFilter(e))
            {
                await scheduler.Delay(delay, cancellationToken);
            }
            backoff = retry.NextBackoff(backoff);
        }
    }
}
