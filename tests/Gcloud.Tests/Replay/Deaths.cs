using Shop.Eventing.Filing;
using Shop.Gcloud.Replay;
using Shop.Gcloud.Tests.Replay.World;

namespace Shop.Gcloud.Tests.Replay;

/// <summary>Whatever is interrupted, and whoever else is at it: no event is lost.</summary>
public sealed class Deaths
{
    // List, read, copy, delete, read, publish, delete; more than there are, so that the last one is passed.
    private const int CallsMax = 12;

    private readonly Suite _suite = new();

    public static TheoryData<int, bool, int> Moments
    {
        get
        {
            var moments = new TheoryData<int, bool, int>();
            foreach (var call in Enumerable.Range(1, CallsMax))
            {
                foreach (var givenUp in new[] { 0, 1, 2 })
                {
                    moments.Add(call, false, givenUp);
                    moments.Add(call, true, givenUp);
                }
            }
            return moments;
        }
    }

    [Theory, MemberData(nameof(Moments))]
    public async Task DeathAtAnyMoment_LosesNothing(int call, bool after, int givenUp)
    {
        _suite.File("e-1");
        // Fails again at once, before the run that published it does anything else.
        _suite.GivesUp = () => givenUp-- > 0;
        var death = new DeathAt(call, after);
        try
        {
            await _suite.RunAsync(new AtOnce(_suite, death));
        }
        catch (DeathException)
        {
            Assert.True(death.HasStruck);
        }

        Assert.True(_suite.Applied.Contains("e-1") || _suite.Filed.Contains("e-1"));
        for (var run = 0; run < 3; run++)
        {
            await _suite.RunAsync(new AtOnce(_suite, new NoFate()));
        }
        Assert.Equal(["e-1"], _suite.Applied);
        Assert.Empty(_suite.Storage.Names);
    }

    [Fact]
    public async Task EventThatFailsAgainAtOnce_IsFiledAgain()
    {
        var name = _suite.File("e-1");
        _suite.GivesUp = () => true;

        var outcomes = await _suite.RunAsync(new AtOnce(_suite, new NoFate()));

        Assert.Equal([ReplayOutcome.Published], outcomes);
        Assert.Equal([name], _suite.Storage.Names);
    }

    [Fact]
    public async Task RunThatDiedAfterTheCopy_LeavesOneLetterAndNotTwo()
    {
        var name = _suite.File("e-1");
        await Assert.ThrowsAsync<DeathException>(() => _suite.RunAsync(new DeathAt(3, after: true)));
        Assert.Equal([name, new AsideName(name, 101).ToString()], _suite.Storage.Names);

        Assert.Equal([ReplayOutcome.Published], await _suite.RunAsync(new NoFate()));
        Assert.Empty(_suite.Storage.Names);
    }

    [Fact]
    public async Task DeletionWhoseAnswerIsLost_LeavesNoLetterBehind()
    {
        _suite.File("e-1");

        Assert.Equal([ReplayOutcome.Published], await _suite.RunAsync(new LostAnswers()));

        Assert.Empty(_suite.Storage.Names);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void RunsAtOnceThatDie_LoseNothing(int members)
    {
        const int seeds = 100;
        for (var seed = 0; seed < seeds; seed++)
        {
            var (suite, random) = (new Suite(), new Random(seed));
            var ids = Enumerable.Range(1, random.Next(1, 4)).Select(number => $"e-{number}").ToHashSet();
            foreach (var id in ids)
            {
                suite.File(id);
            }
            var faulty = random.Next(0, 30);
            suite.GivesUp = () => faulty-- > 0 && random.Next(2) == 0;
            var company = new Company(suite, random);

            company.Run(members);
            Assert.True(ids.IsSubsetOf(suite.Applied.Concat(suite.Filed)), $"Seed {seed}: lost.");
            company.Run(members);
            Assert.True(ids.IsSubsetOf(suite.Applied.Concat(suite.Filed)), $"Seed {seed}: lost.");

            suite.GivesUp = () => false;
            Assert.True(suite.RunAsync(new NoFate()).IsCompletedSuccessfully);
            suite.DeliverAll();
            Assert.True(ids.SetEquals(suite.Applied), $"Seed {seed}: {string.Join(' ', suite.Applied)}");
            Assert.Empty(suite.Storage.Names);
        }
    }

    /// <summary>Delivers what is published before its publisher gets on.</summary>
    private sealed class AtOnce(Suite suite, IFate fate) : IFate
    {
        public async Task<T> MeetAsync<T>(Func<Task<T>> call) => await fate.MeetAsync(async () =>
        {
            var result = await call();
            suite.DeliverAll();
            return result;
        });
    }

    /// <summary>The client asks again, and hears that there is nothing to delete.</summary>
    private sealed class LostAnswers : IFate
    {
        public async Task<T> MeetAsync<T>(Func<Task<T>> call)
        {
            var result = await call();
            return result is true ? (T)(object)false : result;
        }
    }
}
