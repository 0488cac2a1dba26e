namespace Shop.Gcloud.Checking;

/// <summary>Something in a project that is not as it must be.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Fault">What is wrong, and what comes of it.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record Finding(string Subject, string Fault, string Remedy)
{
    /// <summary>What mends everything that the plan sets by itself.</summary>
    public const string Apply = "Run apply.";

    public override string ToString() => $"{Subject}: {Fault}\n    {Remedy}";
}
