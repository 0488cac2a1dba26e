namespace Shop.Simulation;

public sealed class BugHunt(Xunit.Abstractions.ITestOutputHelper output)
{
    private const int SeedsMax = 200;

    [Fact]
    public void InboxEntryNotWritten_IsCaught() => Hunt(Bugs.InboxEntryNotWritten);

    [Fact]
    public void PublishBeforeCommit_IsCaught() => Hunt(Bugs.PublishBeforeCommit);

    [Fact]
    public void PreconditionLeftOut_IsCaught() => Hunt(Bugs.PreconditionLeftOut);

    [Fact]
    public void ReleaseWithoutReservationCheck_IsCaught() => Hunt(Bugs.ReleaseWithoutReservationCheck);

    [Fact]
    public void InventoryListeningToRequests_IsCaught() => Hunt(Bugs.InventoryListensToRequests);

    [Fact]
    public void StatusByArrivalOrder_IsCaught() => Hunt(Bugs.StatusByArrivalOrder);

    private void Hunt(Bug bug)
    {
        for (var seed = 0; seed < SeedsMax; seed++)
        {
            if (Simulate.Run(seed, bug) is { Count: > 0 } broken)
            {
                output.WriteLine($"caught by seed {seed}: {broken[0]}");
                return;
            }
        }
        Assert.Fail($"{SeedsMax} seeds did not notice.");
    }
}
