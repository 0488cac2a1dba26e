using Shop.Eventing.Handling;

namespace Shop.Eventing.Tests.Handling;

public sealed class Races
{
    [Fact]
    public async Task LostRace_IsDecidedAgainOnWhatIsThereNow()
    {
        var scene = new QueueScene();
        var other = scene.NewInstance();
        scene.Attempted = async number =>
        {
            if (number == 1)
            {
                await other.SettleAsync(QueueScene.Count("theirs", "hot"), default);
            }
        };

        Assert.IsType<Settlement.Decided>(await scene.SettleAsync(QueueScene.Count("ours", "hot")));
        Assert.Equal(2, await scene.CounterAsync("hot"));
    }

    [Fact]
    public async Task EventThatAnotherInstanceStoredMeanwhile_IsFoundInTheInboxAndNotCountedTwice()
    {
        var scene = new QueueScene();
        var other = scene.NewInstance();
        scene.Attempted = async number =>
        {
            if (number == 1)
            {
                await other.SettleAsync(QueueScene.Count("same", "hot"), default);
            }
        };

        Assert.IsType<Settlement.Known>(await scene.SettleAsync(QueueScene.Count("same", "hot")));
        Assert.Equal(1, await scene.CounterAsync("hot"));
    }

    [Fact]
    public async Task RacesLostBeyondTheBound_GiveTheEventBack()
    {
        var scene = new QueueScene(QueueScene.Limits with { ConflictsMax = 3 });
        scene.Store.ConflictNext(4);

        await Assert.ThrowsAsync<ConflictException>(() => scene.SettleAsync(QueueScene.Count("e1", "hot")));
        Assert.Equal(4, scene.Attempts.Count);
        Assert.Empty(scene.Store.Documents);
        Assert.IsType<Settlement.Decided>(await scene.SettleAsync(QueueScene.Count("e1", "hot")));
    }

    [Fact]
    public async Task BatchThatLosesARace_StaysTogether()
    {
        var scene = new QueueScene();
        scene.Attempted = number =>
        {
            scene.Store.ConflictNext(number == 2 ? 1 : 0);
            return Task.CompletedTask;
        };
        scene.Hold();
        var all = Enumerable.Range(0, 4).Select(number => scene.SettleAsync(QueueScene.Count($"e{number}", "hot"))).ToList();
        scene.Release();

        await Task.WhenAll(all);
        Assert.Equal([2, 4, 4], scene.Attempts.Select(writes => writes.Count));
        Assert.Equal(4, await scene.CounterAsync("hot"));
    }

    [Fact]
    public async Task BatchThatKeepsLosing_IsDividedBeforeItIsGivenBack()
    {
        var scene = new QueueScene(QueueScene.Limits with { ConflictsMax = 1 });
        scene.Attempted = number =>
        {
            scene.Store.ConflictNext(number is 2 or 3 ? 1 : 0);
            return Task.CompletedTask;
        };
        scene.Hold();
        var all = Enumerable.Range(0, 3).Select(number => scene.SettleAsync(QueueScene.Count($"e{number}", "hot"))).ToList();
        scene.Release();

        await Task.WhenAll(all);
        Assert.Equal([2, 3, 3, 2, 2], scene.Attempts.Select(writes => writes.Count));
    }

    [Fact]
    public async Task DecisionThatStumblesOverAMixedRead_IsDecidedAgain()
    {
        var scene = new QueueScene();
        await scene.SettleAsync(QueueScene.Count("first", "a", "b"));
        var other = scene.NewInstance();
        var interrupted = false;
        // Between the reads of a and of b, both change: what was read was never true at one moment.
        scene.Store.BetweenReads = async () =>
        {
            if (!interrupted)
            {
                interrupted = true;
                await other.SettleAsync(QueueScene.Count("second", "a", "b"), default);
            }
        };
        var strict = QueueScene.Event(
            "strict", "",
            state => state.Find(QueueScene.Key("a"))!.Value == state.Find(QueueScene.Key("b"))!.Value
                ? Ruling.Nothing
                : throw new InvalidOperationException("the counters differ"),
            "a", "b");

        Assert.IsType<Settlement.Decided>(await scene.SettleAsync(strict));
    }
}
