namespace Shop.LocalCloud.Hosting;

/// <summary>How one function of the suite is doing, as the web page and the table show it.</summary>
/// <param name="Name">The job.</param>
/// <param name="State">What it does now.</param>
/// <param name="Address">Where it answers or will answer; null where it is not run.</param>
/// <param name="Trigger">What calls it.</param>
/// <param name="External">Somebody else runs it.</param>
/// <param name="Starts">How often it was started in this run.</param>
/// <param name="Reason">Why it does not answer, where that is known.</param>
public sealed record FunctionStatus(
    string Name,
    FunctionState State,
    Uri? Address,
    string Trigger,
    bool External = false,
    int Starts = 0,
    string? Reason = null);

public enum FunctionState
{
    NotRun,
    Starting,
    Ready,
    NotAnswering,
    Stopped,
}
