using Shop.Documents;
using Shop.Eventing.Handling;

namespace Shop.Eventing.Tests.Handling;

public sealed class Faults
{
    [Fact]
    public async Task DecisionsThatThrowOrContradict_FailNoneButThemselves()
    {
        var scene = new QueueScene();
        scene.Hold();
        var before = scene.SettleAsync(QueueScene.Count("before", "hot"));
        var good = scene.SettleAsync(QueueScene.Count("good", "hot"));
        var faulty = scene.SettleAsync(QueueScene.Event("faulty", "", _ => throw new FormatException("a bug"), "hot"));
        var contradicting = scene.SettleAsync(
            QueueScene.Event("no", "", _ => new Ruling.Impossible("not-so", "It is not so."), "hot"));
        var last = scene.SettleAsync(QueueScene.Count("last", "hot"));
        scene.Release();

        await Assert.ThrowsAsync<FormatException>(() => faulty);
        Assert.Equal("not-so", Assert.IsType<Settlement.Contradicted>(await contradicting).Reason);
        Assert.All(await Task.WhenAll(before, good, last), settled => Assert.IsType<Settlement.Decided>(settled));
        Assert.Equal(3, await scene.CounterAsync("hot"));
        Assert.Equal(3, scene.Store.Documents.Count(document => document.Name.Collection.Path == "counting-inbox"));
    }

    [Fact]
    public async Task ContradictionInABatch_LeavesTheOthersTogether()
    {
        var scene = new QueueScene();
        scene.Hold();
        var before = scene.SettleAsync(QueueScene.Count("before", "hot"));
        var contradicting = scene.SettleAsync(
            QueueScene.Event("no", "", _ => new Ruling.Impossible("not-so", "It is not so."), "hot"));
        var last = scene.SettleAsync(QueueScene.Count("last", "hot"));
        scene.Release();

        await Task.WhenAll(before, contradicting, last);
        Assert.Equal(2, scene.Attempts.Count);
    }

    [Fact]
    public async Task BatchThatCouldNotBeStored_IsReloadedAndStoredOneByOne()
    {
        var scene = new QueueScene();
        scene.Attempted = number => Run(() => scene.Store.FailBefore(number == 2 ? 1 : 0));
        scene.Hold();
        var all = Enumerable.Range(0, 4).Select(number => scene.SettleAsync(QueueScene.Count($"e{number}", "hot"))).ToList();
        scene.Release();

        Assert.All(await Task.WhenAll(all), settled => Assert.IsType<Settlement.Decided>(settled));
        // The first, the batch of three that failed, and each of the three: a counter and an inbox entry.
        Assert.Equal([2, 4, 2, 2, 2], scene.Attempts.Select(writes => writes.Count));
        Assert.Equal(4, await scene.CounterAsync("hot"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task AnswerThatWasLost_IsHealedByTheRedelivery(int attempt)
    {
        var scene = new QueueScene();
        scene.Attempted = number => Run(() => scene.Store.FailAfter(number == attempt ? 1 : 0));
        scene.Hold();
        var first = scene.SettleAsync(QueueScene.Count("e0", "hot"));
        var others = new[] { "e1", "e2" }.Select(id => scene.SettleAsync(QueueScene.Count(id, "hot"))).ToList();
        scene.Release();

        if (attempt == 1)
        {
            await Assert.ThrowsAsync<DocumentStoreException>(() => first);
            await Task.WhenAll(others);
        }
        else
        {
            // Within a batch no redelivery is needed: one by one, each is found.
            await first;
            Assert.All(await Task.WhenAll(others), settled => Assert.IsType<Settlement.Known>(settled));
        }
        var redelivered = Assert.IsType<Settlement.Known>(await scene.SettleAsync(QueueScene.Count("e0", "hot")));
        Assert.Equal(EventIds.Derive("counting", "/test", "e0", "0"), Assert.Single(redelivered.Events).Id);
        Assert.Equal(3, await scene.CounterAsync("hot"));
    }

    private static Task Run(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
