using Shop.Documents;
using Shop.Eventing.Handling;

namespace Shop.Eventing.Tests.Effects;

public sealed class PerformedEffects
{
    [Fact]
    public async Task Result_IsHandedToTheDecision()
    {
        var run = new EffectRun((received, _, _) => Task.FromResult("done " + received.Id));

        Assert.Equal(new Outcome.Handled(1), await run.RestockAsync("e1"));

        Assert.Equal(["done e1"], run.Decided);
        Assert.Equal(["e1"], run.Performed);
    }

    [Fact]
    public async Task Effect_SeesTheEnvelopeAndTheLoadedDocuments()
    {
        var seen = new List<(EffectContext Context, long? Available)>();
        var run = new EffectRun((_, context, _) =>
        {
            seen.Add((context, context.State.Find(EffectRun.Key)?.Available));
            return Task.FromResult("");
        });
        await run.RestockAsync("e1", 7);

        await run.RestockAsync("e2");

        Assert.Equal([null, 7L], seen.Select(pair => pair.Available));
        Assert.All(seen, pair => Assert.Equal(run.Clock.GetUtcNow(), pair.Context.Time));
        Assert.Equal(["e1", "e2"], seen.Select(pair => pair.Context.Cause.EventId));
        Assert.All(seen, pair => Assert.Equal(Samples.TraceParent, pair.Context.Cause.TraceParent));
    }

    [Fact]
    public async Task DocumentsKnownOnlyOnceOthersAreRead_AreSeenToo()
    {
        var refused = new List<bool>();
        var run = new EffectRun((_, context, _) =>
        {
            refused.Add(Record.Exception(() => context.State.Find(EffectRun.MoreKey)) is not null);
            return Task.FromResult("");
        });

        await run.RestockAsync("e1");
        await run.RestockAsync("e2");

        Assert.Equal([true, false], refused);
    }

    [Fact]
    public async Task RedeliveryOfWhatTheInboxKnows_PerformsNothingAndSaysTheSame()
    {
        var run = new EffectRun((_, _, _) => Task.FromResult(""));
        await run.RestockAsync("e1");

        Assert.Equal(new Outcome.Duplicate(1), await run.RestockAsync("e1"));

        Assert.Equal(["e1"], run.Performed);
        Assert.Single(
            run.Bus.Published.Select(published => published.Message.Attributes["ce-id"]).Distinct());
    }

    [Fact]
    public async Task SameIdWithOtherContent_IsDeadLetteredWithoutAnEffect()
    {
        var run = new EffectRun((_, _, _) => Task.FromResult(""));
        await run.RestockAsync("e1", 1);

        Assert.Equal(
            "id-reused", Assert.IsType<Outcome.DeadLettered>(await run.RestockAsync("e1", 2)).Reason);

        Assert.Equal(["e1"], run.Performed);
    }

    [Fact]
    public async Task CommitThatFails_LeadsToTheEffectAgain()
    {
        var run = new EffectRun((_, _, _) => Task.FromResult(""));
        run.Store.FailBefore(1);
        await Assert.ThrowsAsync<DocumentStoreException>(() => run.RestockAsync("e1"));

        await run.RestockAsync("e1");

        Assert.Equal(["e1", "e1"], run.Performed);
        Assert.Equal(1, run.Store.Commits);
    }

    [Fact]
    public async Task LostRace_DecidesAgainOnTheSameResult()
    {
        var attempts = 0;
        var run = new EffectRun((_, _, _) => Task.FromResult($"attempt {++attempts}"));
        run.Store.ConflictNext(2);

        await run.RestockAsync("e1");

        Assert.Equal(["attempt 1", "attempt 1", "attempt 1"], run.Decided);
        Assert.Equal(["e1"], run.Performed);
    }

    [Fact]
    public async Task EffectThatThrows_LeavesNoTraceAndIsPerformedAgain()
    {
        var healthy = false;
        var run = new EffectRun((_, _, _) => healthy ? Task.FromResult("") : throw new IOException("down"));
        await Assert.ThrowsAsync<IOException>(() => run.RestockAsync("e1"));
        Assert.Empty(run.Store.Documents);
        Assert.Empty(run.Bus.Published);
        healthy = true;

        Assert.Equal(new Outcome.Handled(1), await run.RestockAsync("e1"));
    }

    [Fact]
    public async Task EffectThatHangs_HoldsUpNoOtherEventOfItsDocument()
    {
        var hanging = new TaskCompletionSource<string>();
        var run = new EffectRun(
            (received, _, _) => received.Id == "hangs" ? hanging.Task : Task.FromResult(""));
        var stuck = Enumerable.Range(0, 20).Select(_ => run.RestockAsync("hangs")).ToList();

        await run.RestockAsync("e1", 1);
        await run.TouchAsync("e2");

        Assert.All(stuck, waiting => Assert.False(waiting.IsCompleted));
        Assert.Equal(20, run.Performed.Count(id => id == "hangs"));
        hanging.SetResult("");
        var outcomes = await Task.WhenAll(stuck);
        // Deliveries that overlap all perform; one of them decides.
        Assert.Single(outcomes, new Outcome.Handled(1));
        Assert.Equal(19, outcomes.Count(outcome => outcome is Outcome.Duplicate));
        Assert.Equal(102, Available(run));
    }

    [Fact]
    public async Task EffectBeyondItsTime_IsStoppedAndDeliveredAgain()
    {
        var started = new TaskCompletionSource();
        var run = new EffectRun(async (_, _, cancellationToken) =>
        {
            started.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return "";
        });
        var waiting = run.RestockAsync("e1");
        await started.Task;

        run.Clock.Advance(PipelineLimits.Default.EffectTimeout);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Empty(run.Store.Documents);
    }

    [Fact]
    public async Task CallerThatHasGone_TakesItsEffectWithIt()
    {
        using var caller = new CancellationTokenSource();
        var run = new EffectRun(async (_, _, cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return "";
        });
        var waiting = run.RestockAsync("e1", cancellationToken: caller.Token);

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Empty(run.Store.Documents);
    }

    private static long? Available(EffectRun run) =>
        run.Store.Documents.Single(
            document => document.Name == EffectRun.Key.Name).Data.GetProperty("available").GetInt64();
}
