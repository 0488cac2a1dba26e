namespace Shop.Eventing.Handling;

/// <summary>What a decision says. Deciding is pure: no clock, no store, no log.</summary>
public abstract record Ruling
{
    private Ruling()
    {
    }

    /// <summary>The event has an effect, or none because it had been anticipated; it will not be decided again.</summary>
    /// <param name="Changes">At most one for each document; only documents that were read.</param>
    /// <param name="Events">Published once the changes are stored; again, under the same ids, on a redelivery.</param>
    public sealed record Applied(IReadOnlyList<StateChange> Changes, IReadOnlyList<OutgoingEvent> Events) : Ruling;

    /// <summary>The event contradicts what is known, for ever: it is dead-lettered and leaves no trace in the state.</summary>
    /// <param name="Reason">Machine-readable: lower-case words joined by hyphens.</param>
    /// <param name="Message">A sentence for people.</param>
    public sealed record Impossible(string Reason, string Message) : Ruling;

    /// <summary>Nothing changes and nothing is said.</summary>
    public static Ruling Nothing { get; } = new Applied([], []);
}
