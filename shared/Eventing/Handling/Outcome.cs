namespace Shop.Eventing.Handling;

/// <summary>What came of an event. All of these are acknowledged; what must be retried is thrown.</summary>
public abstract record Outcome
{
    private protected Outcome()
    {
    }

    /// <summary>Decided, stored, and what it led to was published.</summary>
    /// <param name="Events">How many events it led to.</param>
    public sealed record Handled(int Events) : Outcome;

    /// <summary>It had been decided before; what it led to was published again.</summary>
    /// <param name="Events">How many events it had led to.</param>
    public sealed record Duplicate(int Events) : Outcome;

    /// <summary>Its type is known, and of no concern to this function.</summary>
    public sealed record NotNeeded : Outcome;

    /// <summary>It can never be handled; it lies in the dead letters.</summary>
    /// <param name="Reason">Machine-readable.</param>
    /// <param name="Message">A sentence for people.</param>
    public sealed record DeadLettered(string Reason, string Message) : Outcome;
}
