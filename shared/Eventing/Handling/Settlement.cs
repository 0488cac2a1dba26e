namespace Shop.Eventing.Handling;

/// <summary>What the store says of an event once its commit is through.</summary>
internal abstract record Settlement
{
    private Settlement()
    {
    }

    /// <summary>Decided just now.</summary>
    public sealed record Decided(IReadOnlyList<RememberedEvent> Events) : Settlement;

    /// <summary>Decided before.</summary>
    public sealed record Known(IReadOnlyList<RememberedEvent> Events) : Settlement;

    /// <summary>Can never be decided.</summary>
    public sealed record Contradicted(string Reason, string Message) : Settlement;
}
