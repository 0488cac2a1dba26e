namespace Shop.Eventing.Handling;

/// <summary>The bounds of deciding and storing.</summary>
/// <param name="BatchEventsMax">Events decided in one commit: each adds at least two writes of the 500 allowed.</param>
/// <param name="BatchBytesMax">Event data decided in one commit: state and inbox together stay below 1 MiB.</param>
/// <param name="BatchDocumentsMax">
/// Documents of one commit as far as they are known beforehand, inbox entries among them: below the 500 that one read
/// and one commit may have. A single event may have more.
/// </param>
/// <param name="CommitsAtOnceMax">Commits in flight, over documents that do not meet.</param>
/// <param name="ConflictsMax">Lost races before the event is given back to be delivered again.</param>
/// <param name="ConflictDelay">Before the first repetition; doubles with each, with jitter.</param>
/// <param name="CommitTimeout">Time for one commit with all its repetitions; below the function's timeout.</param>
/// <param name="InboxLife">How long an event is remembered; longer than <see cref="ReplayHorizon"/>.</param>
public sealed record PipelineLimits(
    int BatchEventsMax,
    int BatchBytesMax,
    int BatchDocumentsMax,
    int CommitsAtOnceMax,
    int ConflictsMax,
    TimeSpan ConflictDelay,
    TimeSpan CommitTimeout,
    TimeSpan InboxLife)
{
    /// <summary>Older events are not handled: whether they had been, nobody remembers.</summary>
    public static TimeSpan ReplayHorizon { get; } = TimeSpan.FromDays(30);

    /// <summary>
    /// Time for reading and performing the effect of an event that has one (<see cref="EventRoute{TData, TEffect}"/>).
    /// Together with <see cref="CommitTimeout"/> it stays below the function's timeout.
    /// </summary>
    public TimeSpan EffectTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>What production uses.</summary>
    public static PipelineLimits Default { get; } = new(
        BatchEventsMax: 50,
        BatchBytesMax: 256 * 1024,
        BatchDocumentsMax: 400,
        CommitsAtOnceMax: 16,
        ConflictsMax: 8,
        ConflictDelay: TimeSpan.FromMilliseconds(20),
        CommitTimeout: TimeSpan.FromSeconds(30),
        InboxLife: TimeSpan.FromDays(31));
}
