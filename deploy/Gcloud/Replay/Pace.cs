namespace Shop.Gcloud.Replay;

/// <summary>Lets no more through than so many in a second, evenly: a replay shares its functions with customers.</summary>
internal sealed class Pace(int perSecond, TimeProvider clock)
{
    private readonly TimeSpan _apart = TimeSpan.FromSeconds(1) / perSecond;
    private readonly Lock _gate = new();
    private DateTimeOffset _next;

    /// <exception cref="OperationCanceledException">It is not this one's turn any more.</exception>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            // What was not used is not made up for: that would be the flood which this is to prevent.
            var turn = _next > now ? _next : now;
            _next = turn + _apart;
            wait = turn - now;
        }
        return wait > TimeSpan.Zero
            ? Task.Delay(wait, clock, cancellationToken)
            : cancellationToken.IsCancellationRequested
                ? Task.FromCanceled(cancellationToken)
                : Task.CompletedTask;
    }
}
