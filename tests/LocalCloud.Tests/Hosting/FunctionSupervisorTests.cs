using Shop.LocalCloud.Feed;
using Shop.LocalCloud.Hosting;
using Shop.LocalCloud.Logs;

namespace Shop.LocalCloud.Tests.Hosting;

public sealed class FunctionSupervisorTests : IDisposable
{
    private const string Name = TestFunction.Name;

    private readonly ManualClock _clock = new();
    private readonly ScriptedFunction _function = new();
    private readonly FunctionAddresses _addresses = new();
    private readonly StringWriter _output = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly IAsyncEnumerator<FeedEntry> _happened;
    private readonly FunctionStates _states;
    private readonly FunctionSupervisor _supervisor;

    public FunctionSupervisorTests()
    {
        var feed = new EventFeed(_clock);
        _happened = feed.FollowAsync(0, _stop.Token).GetAsyncEnumerator();
        _states = new FunctionStates(new([], [], [], [TestFunction.Spec("Any")]), _addresses, feed);
        var log = new SuiteLog(TextWriter.Synchronized(_output), [Name], colour: false);
        _supervisor = new FunctionSupervisor(Name, _function, _states, log, _clock);
    }

    public void Dispose()
    {
        _stop.Dispose();
        _output.Dispose();
    }

    private FunctionStatus Status => Assert.Single(_states.All);

    [Fact]
    public async Task FunctionThatAnswers_HasAnAddressOnlyFromThen()
    {
        var running = _supervisor.RunAsync(_stop.Token);
        var process = await _function.NextAsync();
        await NextTimerAsync(FunctionSupervisor.AnswerWithin);
        Assert.Null(_addresses.Find(Name));
        Assert.Equal((FunctionState.Starting, 1), (Status.State, Status.Starts));

        process.Answer();
        await _supervisor.Ready.WaitAsync(Patience.Bound);

        Assert.Equal(process.Address, _addresses.Find(Name));
        Assert.Equal(FunctionState.Ready, Status.State);
        await EndAsync(running);
    }

    [Fact]
    public async Task CrashAfterCrash_WaitsLongerEachTime()
    {
        var running = _supervisor.RunAsync(_stop.Token);
        foreach (var milliseconds in new[] { 200, 400, 800, 1600, 3200, 6400, 10_000, 10_000 })
        {
            var process = await _function.NextAsync();
            await NextTimerAsync(FunctionSupervisor.AnswerWithin);
            await AnswerAsync(process);
            process.Exit(139);
            var wait = TimeSpan.FromMilliseconds(milliseconds);
            await NextTimerAsync(wait);
            Assert.True(process.Ended);
            Assert.Null(_addresses.Find(Name));
            Assert.Equal(FunctionState.Stopped, Status.State);
            Assert.Equal(FeedKind.FunctionStopped, await NextKindAsync());
            _clock.Advance(wait);
        }

        var last = await _function.NextAsync();
        await NextTimerAsync(FunctionSupervisor.AnswerWithin);
        await AnswerAsync(last);

        Assert.Equal(9, _function.Launched);
        Assert.Contains(
            "| ended with exit code 139; starting again in 0.4 s", _output.ToString(), StringComparison.Ordinal);
        await EndAsync(running);
    }

    [Fact]
    public async Task CrashAfterALongRun_WaitsShortlyAgain()
    {
        var running = _supervisor.RunAsync(_stop.Token);
        foreach (var (up, wait) in new[] { (0, 0.2), (0, 0.4), (30, 0.2), (0, 0.4) })
        {
            var process = await _function.NextAsync();
            await NextTimerAsync(FunctionSupervisor.AnswerWithin);
            await AnswerAsync(process);
            _clock.Advance(TimeSpan.FromSeconds(up));
            process.Exit(1);
            await NextTimerAsync(TimeSpan.FromSeconds(wait));
            Assert.Equal(FeedKind.FunctionStopped, await NextKindAsync());
            _clock.Advance(TimeSpan.FromSeconds(wait));
        }

        await EndAsync(running);
    }

    [Fact]
    public async Task FunctionThatNeverAnswers_IsGivenUpWithItsLastLines()
    {
        var running = _supervisor.RunAsync(_stop.Token);
        for (var start = 1; start <= FunctionSupervisor.FirstStartsMax; start++)
        {
            var process = await _function.NextAsync();
            process.LastLines = ["first", "last"];
            await NextTimerAsync(FunctionSupervisor.AnswerWithin);
            process.Exit(7);
            if (start < FunctionSupervisor.FirstStartsMax)
            {
                _clock.Advance(await _clock.NextTimerAsync());
            }
        }

        var fault = await Assert.ThrowsAsync<SuiteFailedException>(() => _supervisor.Ready.WaitAsync(Patience.Bound));

        Assert.Equal(
            ["LocalCloud.Tests ended with exit code 7 before it answered. Its last lines:", "  first", "  last"],
            fault.Message.Split(Environment.NewLine));
        await running.WaitAsync(Patience.Bound);
        Assert.Equal(FunctionSupervisor.FirstStartsMax, _function.Launched);
    }

    [Fact]
    public async Task FunctionThatHangs_IsEndedAndStartedAgain()
    {
        var running = _supervisor.RunAsync(_stop.Token);
        var hanging = await _function.NextAsync();
        await NextTimerAsync(FunctionSupervisor.AnswerWithin);
        _clock.Advance(FunctionSupervisor.AnswerWithin);
        // So long a run counts as a stable one: the next start follows soon.
        await NextTimerAsync(RestartBackoff.First);

        Assert.True(hanging.Ended);
        Assert.Equal("did not answer at http://127.0.0.1:9001/ within 60 s", Status.Reason);
        _clock.Advance(RestartBackoff.First);
        (await _function.NextAsync()).Answer();
        await _supervisor.Ready.WaitAsync(Patience.Bound);
        await EndAsync(running);
    }

    [Fact]
    public async Task EndOfTheSuite_EndsTheFunctionAndStartsNoOther()
    {
        var running = _supervisor.RunAsync(_stop.Token);
        var process = await _function.NextAsync();
        process.Answer();
        await _supervisor.Ready.WaitAsync(Patience.Bound);

        await EndAsync(running);

        Assert.True(process.Ended);
        Assert.Null(_addresses.Find(Name));
        Assert.Equal(1, _function.Launched);
    }

    [Fact]
    public async Task EndOfTheSuiteWhileStarting_EndsTheFunction()
    {
        var running = _supervisor.RunAsync(_stop.Token);
        var process = await _function.NextAsync();

        await EndAsync(running);

        Assert.True(process.Ended);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _supervisor.Ready);
    }

    private async Task NextTimerAsync(TimeSpan expected) => Assert.Equal(expected, await _clock.NextTimerAsync());

    private async Task AnswerAsync(ScriptedProcess process)
    {
        process.Answer();
        Assert.Equal(FeedKind.FunctionStarted, await NextKindAsync());
    }

    private async Task<FeedKind> NextKindAsync()
    {
        Assert.True(await _happened.MoveNextAsync().AsTask().WaitAsync(Patience.Bound));
        return _happened.Current.Kind;
    }

    private async Task EndAsync(Task running)
    {
        await _stop.CancelAsync();
        await running.WaitAsync(Patience.Bound);
    }
}
