using Shop.Notifications.Hosts;
using Shop.Testing;

namespace Shop.Notifications.Tests.Hosts;

public sealed class Gates
{
    private const string Host = "customer.example:443";

    private static readonly GateLimits _limits = new();

    private readonly FakeClock _clock = new();
    private readonly HostGates _gates;

    public Gates() => _gates = new HostGates(_clock, _limits);

    [Fact]
    public void HostThatWorks_IsForgotten()
    {
        Call(Host, pass => pass.Answered());

        Assert.Equal(0, _gates.Count);
    }

    [Fact]
    public void CallsAtATime_AreLimitedForEachHost()
    {
        var passes = Enumerable.Range(0, _limits.InFlightMax).Select(_ => _gates.Enter(Host)).ToList();

        Assert.Throws<CallAgainException>(() => _gates.Enter(Host));
        _gates.Enter("other.example:443").Dispose();
        passes[0].Dispose();
        _gates.Enter(Host).Dispose();
    }

    [Fact]
    public void PassDisposedTwice_IsGivenBackOnce()
    {
        var passes = Enumerable.Range(0, _limits.InFlightMax).Select(_ => _gates.Enter(Host)).ToList();
        passes[0].Dispose();
        passes[0].Dispose();

        _gates.Enter(Host);

        Assert.Throws<CallAgainException>(() => _gates.Enter(Host));
    }

    [Fact]
    public void FailuresInARow_CloseTheGateForAWhile()
    {
        Fail(_limits.FailuresMax - 1);
        Assert.True(IsOpen());

        Fail(1);

        Assert.False(IsOpen());
        _clock.Advance(_limits.PauseMin - TimeSpan.FromTicks(1));
        Assert.False(IsOpen());
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.True(IsOpen());
    }

    [Fact]
    public void AnswerBetweenFailures_StartsTheCountAnew()
    {
        Fail(_limits.FailuresMax - 1);
        Call(Host, pass => pass.Answered());

        Fail(_limits.FailuresMax - 1);

        Assert.True(IsOpen());
    }

    [Fact]
    public void AbandonedCalls_SayNothing()
    {
        for (var call = 0; call < 2 * _limits.FailuresMax; call++)
        {
            Call(Host, _ => { });
        }

        Assert.True(IsOpen());
        Assert.Equal(0, _gates.Count);
    }

    [Fact]
    public void AfterThePause_OneCallProbes()
    {
        Fail(_limits.FailuresMax);
        _clock.Advance(_limits.PauseMin);

        using (var probe = _gates.Enter(Host))
        {
            Assert.False(IsOpen());
            probe.Answered();
        }

        var passes = Enumerable.Range(0, _limits.InFlightMax).Select(_ => _gates.Enter(Host)).ToList();
        Assert.Equal(_limits.InFlightMax, passes.Count);
    }

    [Fact]
    public void ProbesThatFail_DoubleThePauseUpToItsLimit()
    {
        Fail(_limits.FailuresMax);
        double[] expected = [30, 60, 120, 240, 300, 300];
        foreach (var seconds in expected)
        {
            _clock.Advance(TimeSpan.FromSeconds(seconds - 1));
            Assert.False(IsOpen());
            _clock.Advance(TimeSpan.FromSeconds(1));
            Fail(1);
        }
    }

    [Fact]
    public void CallsThatWereUnderWay_DoNotMakeThePauseLonger()
    {
        var passes = Enumerable.Range(0, _limits.InFlightMax).Select(_ => _gates.Enter(Host)).ToList();
        foreach (var pass in passes)
        {
            pass.Failed();
        }
        passes[0].Dispose();
        Fail(_limits.FailuresMax - 1);

        passes.ForEach(pass => pass.Dispose());

        _clock.Advance(_limits.PauseMin);
        Assert.True(IsOpen());
    }

    [Theory]
    [InlineData(120, 120)]
    [InlineData(86_400, 900)]
    public void RetryAfter_IsHonouredUpToItsLimit(int asked, int kept)
    {
        Call(Host, pass => pass.Failed(TimeSpan.FromSeconds(asked)));

        _clock.Advance(TimeSpan.FromSeconds(kept - 1));
        Assert.False(IsOpen());
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(IsOpen());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-60)]
    public void RetryAfterThatHasPassed_ClosesNothing(int asked)
    {
        Call(Host, pass => pass.Failed(TimeSpan.FromSeconds(asked)));

        Assert.True(IsOpen());
    }

    [Fact]
    public void RememberedHosts_AreLimitedAndThoseBeingCalledStay()
    {
        var gates = new HostGates(_clock, _limits with { HostsMax = 3 });
        var busy = gates.Enter("busy");
        foreach (var (host, seconds) in new[] { ("first", 60), ("second", 120) })
        {
            using var pass = gates.Enter(host);
            pass.Failed(TimeSpan.FromSeconds(seconds));
        }

        gates.Enter("third").Failed();

        Assert.Equal(3, gates.Count);
        Assert.Throws<CallAgainException>(() => gates.Enter("second"));
        var again = gates.Enter("busy");
        Assert.Equal(3, gates.Count);
        busy.Dispose();
        again.Dispose();
    }

    [Fact]
    public void SoManyHostsBeingCalled_LeaveNoRoomForAnother()
    {
        var gates = new HostGates(_clock, _limits with { HostsMax = 2 });
        var passes = new[] { gates.Enter("first"), gates.Enter("second") };

        Assert.Throws<CallAgainException>(() => gates.Enter("third"));

        passes[0].Dispose();
        gates.Enter("third").Dispose();
    }

    private void Fail(int times)
    {
        for (var call = 0; call < times; call++)
        {
            Call(Host, pass => pass.Failed());
        }
    }

    private void Call(string host, Action<HostPass> outcome)
    {
        using var pass = _gates.Enter(host);
        outcome(pass);
    }

    private bool IsOpen()
    {
        try
        {
            _gates.Enter(Host).Dispose();
            return true;
        }
        catch (CallAgainException)
        {
            return false;
        }
    }
}
