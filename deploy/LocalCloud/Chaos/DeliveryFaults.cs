namespace Shop.LocalCloud.Chaos;

/// <summary>When the second of two equal deliveries happens.</summary>
internal enum Repetition
{
    None,
    AtTheSameTime,
    Afterwards,
}

/// <summary>In what way a delivery counts as failed that need not have.</summary>
internal enum FalseFailure
{
    None,
    NeverSent,
    AnswerLost,
}

/// <summary>When the function's process is killed.</summary>
internal enum Death
{
    None,
    WhileItHandles,
    BeforeItsAnswerCounts,
}

/// <summary>What goes wrong on purpose with one attempt to deliver one message.</summary>
internal sealed record DeliveryFaults(TimeSpan Wait, Repetition Again, FalseFailure Failure, Death Death)
{
    /// <summary>Long enough for later messages to pass, also where they come one by one.</summary>
    internal static readonly TimeSpan HeldBack = TimeSpan.FromSeconds(1);

    internal static DeliveryFaults None { get; } =
        new(TimeSpan.Zero, Repetition.None, FalseFailure.None, Death.None);

    /// <summary>Null where nothing goes wrong.</summary>
    internal string? InWords
    {
        get
        {
            string[] words =
            [
                .. Wait > TimeSpan.Zero ? ["delayed"] : Array.Empty<string>(),
                .. Again != Repetition.None ? ["delivered twice"] : Array.Empty<string>(),
                .. Failure != FalseFailure.None ? ["failed"] : Array.Empty<string>(),
                .. Death != Death.None ? ["killed"] : Array.Empty<string>(),
            ];
            return words.Length == 0 ? null : string.Join(", ", words);
        }
    }

    internal static DeliveryFaults Of(ChaosOptions chaos, string subscription, string messageId, int attempt)
    {
        if (chaos == ChaosOptions.None)
        {
            return None;
        }
        return new DeliveryFaults(
            (chaos.Delay * Draw("delay")) + (Strikes("reorder", chaos.Reorder) ? HeldBack : TimeSpan.Zero),
            Strikes("duplicate", chaos.Duplicate)
                ? Half("duplicate-kind") ? Repetition.AtTheSameTime : Repetition.Afterwards
                : Repetition.None,
            Strikes("error", chaos.Error)
                ? Half("error-kind") ? FalseFailure.NeverSent : FalseFailure.AnswerLost
                : FalseFailure.None,
            Strikes("crash", chaos.Crash)
                ? Half("crash-kind") ? Death.WhileItHandles : Death.BeforeItsAnswerCounts
                : Death.None);

        double Draw(string what) => Chance.Of($"{chaos.Seed} {what}", subscription, messageId, attempt);
        bool Strikes(string what, double share) => Draw(what) < share;
        bool Half(string what) => Draw(what) < 0.5;
    }
}
