using CloudNative.CloudEvents.SystemTextJson;
using Google.Cloud.PubSub.V1;
using Microsoft.Extensions.Logging.Abstractions;
using Shop.Documents;
using Shop.Eventing.Handling;
using Shop.Eventing.Receiving;
using Shop.Testing;

namespace Shop.Eventing.Tests.Handling;

public sealed class Callers
{
    [Fact]
    public async Task CallerWhoGivesUpDuringACommit_DoesNotEndIt()
    {
        var scene = new QueueScene();
        using var impatience = new CancellationTokenSource();
        // Between reading and storing, where a store would still heed a token.
        scene.Store.BetweenReads = () => impatience.CancelAsync();
        scene.Hold();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => scene.SettleAsync(QueueScene.Count("impatient", "hot"), impatience.Token));
        scene.Release();

        Assert.IsType<Settlement.Known>(await scene.SettleAsync(QueueScene.Count("impatient", "hot")));
        Assert.Equal(1, await scene.CounterAsync("hot"));
    }

    [Fact]
    public async Task CallerWhoGivesUpWithinABatch_TakesNobodyWithHim()
    {
        var scene = new QueueScene();
        using var impatience = new CancellationTokenSource();
        scene.Attempted = _ =>
        {
            // From the first commit on, hence while the batch that follows it is read.
            scene.Store.BetweenReads = () => impatience.CancelAsync();
            return Task.CompletedTask;
        };
        scene.Hold();
        var before = scene.SettleAsync(QueueScene.Count("before", "hot"));
        var impatient = scene.SettleAsync(QueueScene.Count("impatient", "hot"), impatience.Token);
        var patient = scene.SettleAsync(QueueScene.Count("patient", "hot"));
        scene.Release();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        Assert.All(await Task.WhenAll(before, patient), settled => Assert.IsType<Settlement.Decided>(settled));
        Assert.Equal(2, scene.Attempts.Count);
        Assert.Equal(3, await scene.CounterAsync("hot"));
    }

    [Fact]
    public async Task CallerWhoGivesUpBeforeHisTurn_IsNotDecided()
    {
        var scene = new QueueScene();
        using var impatience = new CancellationTokenSource();
        scene.Hold();
        var before = scene.SettleAsync(QueueScene.Count("before", "hot"));
        var impatient = scene.SettleAsync(QueueScene.Count("impatient", "hot"), impatience.Token);
        var patient = scene.SettleAsync(QueueScene.Count("patient", "hot"));
        await impatience.CancelAsync();
        scene.Release();

        await Task.WhenAll(before, patient);
        Assert.True(impatient.IsCanceled);
        Assert.Equal(2, await scene.CounterAsync("hot"));
        Assert.IsType<Settlement.Decided>(await scene.SettleAsync(QueueScene.Count("impatient", "hot")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task CommitThatTakesTooLong_IsGivenBackToAllWhoWaitForIt(int events)
    {
        var scene = new QueueScene();
        var store = new SilentStore(scene.Store);
        var queue = scene.NewInstance(store);
        scene.Hold();
        var before = queue.SettleAsync(QueueScene.Count("before", "hot"), default);
        store.IsSilent = true;
        var late = Enumerable.Range(0, events)
            .Select(number => queue.SettleAsync(QueueScene.Count($"e{number}", "hot"), default)).ToList();
        scene.Release();
        await before;
        await store.Asked;

        scene.Clock.Advance(QueueScene.Limits.CommitTimeout);

        foreach (var one in late)
        {
            await Assert.ThrowsAsync<TimeoutException>(() => one);
        }
        store.IsSilent = false;
        Assert.IsType<Settlement.Decided>(await queue.SettleAsync(QueueScene.Count("after", "hot"), default));
    }

    [Fact]
    public void InboxThatForgetsBeforeReplaysEnd_IsRefusedAtStart()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Receiver(PipelineLimits.ReplayHorizon));
        Receiver(PipelineLimits.ReplayHorizon + TimeSpan.FromTicks(1));
    }

    private static EventReceiver Receiver(TimeSpan inboxLife)
    {
        var (bus, formatter) = (new InMemoryMessageBus(), new JsonEventFormatter());
        return new EventReceiver(
            "counting", [], new HashSet<string>(), new InMemoryDocumentStore(), QueueScene.Limits with { InboxLife = inboxLife },
            new EventPublisher(bus, formatter, new Dictionary<string, TopicName>()),
            new DeadLetters(bus, formatter, TopicName.FromProjectTopic("local", "dead-letters"), "counting"),
            formatter, new FakeClock(), NullLogger.Instance);
    }

    /// <summary>Takes what it is asked, and answers nothing until whoever asks gives up.</summary>
    private sealed class SilentStore(IDocumentStore store) : IDocumentStore
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsSilent { get; set; }

        public Task Asked => _asked.Task;

        public async Task<IReadOnlyList<Document>> GetManyAsync(
            IReadOnlyList<DocumentName> names, CancellationToken cancellationToken)
        {
            if (IsSilent)
            {
                _asked.TrySetResult();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            return await store.GetManyAsync(names, cancellationToken);
        }

        public Task<DocumentPage> ListAsync(
            CollectionName collection, int pageSize, string? pageToken, CancellationToken cancellationToken) =>
            store.ListAsync(collection, pageSize, pageToken, cancellationToken);

        public Task<CommitOutcome> CommitAsync(IReadOnlyList<DocumentWrite> writes, CancellationToken cancellationToken) =>
            store.CommitAsync(writes, cancellationToken);
    }
}
