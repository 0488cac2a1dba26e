namespace Shop.Gcloud.Tests.Replay.World;

/// <summary>
/// Several runs at once, of which a seed says who makes the next call, when messages are delivered, and who dies. All
/// of it happens on one thread, so that a seed always tells the same story.
/// </summary>
internal sealed class Company(Suite suite, Random random)
{
    private const double DeathShare = 0.06;
    private const double AgainShare = 0.1;

    private readonly List<(Member Who, Action<bool, bool> Go)> _calls = [];

    /// <summary>Until all have ended or died, and everything is delivered.</summary>
    public void Run(int members)
    {
        // Continuations run where they become due, and not in some context of the test's runner.
        SynchronizationContext.SetSynchronizationContext(null);
        var runs = Enumerable.Range(0, members).Select(_ => EndAsync(suite.RunAsync(new Member(this)))).ToList();
        while (_calls.Count > 0 || suite.HasWaiting)
        {
            var next = random.Next(_calls.Count + (suite.HasWaiting ? 1 : 0));
            if (next == _calls.Count)
            {
                suite.Deliver(again: random.NextDouble() < AgainShare);
                continue;
            }
            var (who, go) = _calls[next];
            _calls.RemoveAt(next);
            var dies = who.IsDead || random.NextDouble() < DeathShare;
            go(dies, !who.IsDead && dies && random.Next(2) == 0);
        }
        Assert.All(runs, run => Assert.True(run.IsCompletedSuccessfully, $"{run.Exception}"));
    }

    private static async Task EndAsync(Task run)
    {
        try
        {
            await run;
        }
        catch (DeathException)
        {
            // Somebody will run it again.
        }
    }

    private sealed class Member(Company company) : IFate
    {
        public bool IsDead { get; private set; }

        public Task<T> MeetAsync<T>(Func<Task<T>> call)
        {
            var answer = new TaskCompletionSource<T>();
            company._calls.Add((this, (dies, after) =>
            {
                // Everything in memory answers at once.
                var result = dies && !after ? default : call().GetAwaiter().GetResult();
                IsDead |= dies;
                if (dies)
                {
                    answer.SetException(new DeathException());
                }
                else
                {
                    answer.SetResult(result!);
                }
            }));
            return answer.Task;
        }
    }
}
