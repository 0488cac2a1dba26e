using Shop.Documents;
using Shop.Eventing.Handling;

namespace Shop.Eventing.Tests.Handling;

public sealed class Batches
{
    [Fact]
    public async Task EventsThatWaitForOneDocument_AreStoredByOneCommitWithOneWriteToIt()
    {
        var scene = new QueueScene();
        scene.Hold();
        var all = Enumerable.Range(0, 4).Select(number => scene.SettleAsync(QueueScene.Count($"e{number}", "hot"))).ToList();
        scene.Release();

        Assert.All(await Task.WhenAll(all), settled => Assert.IsType<Settlement.Decided>(settled));
        Assert.Equal(2, scene.Attempts.Count);
        var names = scene.Attempts[1].Select(write => write.Name).ToList();
        Assert.Equal(names.Distinct(), names);
        // One write to the counter, one to each of the three inbox entries.
        Assert.Equal(4, names.Count);
        Assert.Equal(4, await scene.CounterAsync("hot"));
    }

    [Fact]
    public async Task EqualEventsOfOneBatch_ShareOneResult()
    {
        var scene = new QueueScene();
        scene.Hold();
        var before = scene.SettleAsync(QueueScene.Count("e0", "hot"));
        var twins = Enumerable.Range(0, 2).Select(_ => scene.SettleAsync(QueueScene.Count("twin", "hot"))).ToList();
        scene.Release();

        await before;
        var decided = Assert.IsType<Settlement.Decided>(await twins[0]);
        var known = Assert.IsType<Settlement.Known>(await twins[1]);
        Assert.Equal(decided.Events.Select(said => said.Id), known.Events.Select(said => said.Id));
        Assert.Equal(2, scene.Attempts.Count);
        Assert.Equal(2, await scene.CounterAsync("hot"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SameIdWithOtherContent_IsContradicted(bool inOneBatch)
    {
        var scene = new QueueScene();
        scene.Hold();
        var first = scene.SettleAsync(QueueScene.Count(inOneBatch ? "before" : "reused", "hot"));
        var second = scene.SettleAsync(QueueScene.Count("reused", "hot"));
        var other = scene.SettleAsync(QueueScene.Count("reused", "hot", "other"));
        scene.Release();

        await Task.WhenAll(first, second);
        Assert.Equal("id-reused", Assert.IsType<Settlement.Contradicted>(await other).Reason);
        Assert.Equal(0, await scene.CounterAsync("other"));
    }

    [Theory]
    [InlineData("events")]
    [InlineData("bytes")]
    [InlineData("documents")]
    public async Task WaitingEvents_AreTakenUpToEachBound(string bound)
    {
        var bytes = QueueScene.Count("e", "hot").Content.Length;
        var scene = new QueueScene(bound switch
        {
            "events" => QueueScene.Limits with { BatchEventsMax = 2 },
            "bytes" => QueueScene.Limits with { BatchBytesMax = 2 * bytes },
            // Each event brings its inbox entry and its counter.
            _ => QueueScene.Limits with { BatchDocumentsMax = 4 },
        });
        scene.Hold();
        var all = Enumerable.Range(0, 6).Select(number => scene.SettleAsync(QueueScene.Count($"e{number}", "hot"))).ToList();
        scene.Release();

        await Task.WhenAll(all);
        Assert.Equal([1, 2, 2, 1], scene.Attempts.Select(writes => writes.Count - 1));
        Assert.Equal(6, await scene.CounterAsync("hot"));
    }

    [Fact]
    public async Task EventBeyondABound_IsTakenByItself()
    {
        var scene = new QueueScene(QueueScene.Limits with { BatchBytesMax = 1, BatchDocumentsMax = 1 });

        Assert.IsType<Settlement.Decided>(await scene.SettleAsync(QueueScene.Count("large", "a", "b", "c")));
    }

    [Fact]
    public async Task EventsOfDifferentDocuments_AreCommittedSideBySideUpToABound()
    {
        var scene = new QueueScene(QueueScene.Limits with { CommitsAtOnceMax = 2 });
        scene.Hold();
        var all = new[] { "a", "b", "c", "d" }.Select(name => scene.SettleAsync(QueueScene.Count(name, name))).ToList();
        Assert.Equal(2, scene.Attempts.Count);
        scene.Release();

        await Task.WhenAll(all);
        // Those beyond the bound were taken together.
        Assert.Equal(3, scene.Attempts.Count);
    }

    [Fact]
    public async Task EventThatWaitsForSeveralDocuments_IsNotOvertakenByThoseForOneOfThem()
    {
        var scene = new QueueScene();
        scene.Hold();
        var holder = scene.SettleAsync(QueueScene.Count("holder", "a"));
        var both = scene.SettleAsync(QueueScene.Count("both", "a", "b"));
        var later = scene.SettleAsync(QueueScene.Count("later", "b"));
        Assert.Single(scene.Attempts);
        scene.Release();

        await Task.WhenAll(holder, both, later);
        Assert.Equal(2, scene.Attempts.Count);
        Assert.Equal((2, 2), (await scene.CounterAsync("a"), await scene.CounterAsync("b")));
    }

    [Fact]
    public async Task DecisionThatOnlyLooked_HasWhatItSawVerified()
    {
        var scene = new QueueScene();
        await scene.SettleAsync(QueueScene.Event("looks", "", _ => Ruling.Nothing, "seen"));

        Assert.Contains(scene.Attempts[0], write => write is DocumentWrite.Verify && write.Name == QueueScene.Key("seen").Name);
    }
}
