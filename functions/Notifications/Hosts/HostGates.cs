namespace Shop.Notifications.Hosts;

/// <summary>
/// Lets calls through to hosts that work, and answers for those that do not from memory: who waits for a dead
/// host holds up everybody else. One host's trouble is nothing to another. Only hosts that are being called
/// or have failed are remembered.
/// </summary>
public sealed class HostGates(TimeProvider clock, GateLimits limits)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, HostGate> _hosts = new(StringComparer.Ordinal);

    /// <summary>Hosts that are remembered now.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _hosts.Count;
            }
        }
    }

    /// <param name="host">Host and port.</param>
    /// <returns>The right to call once; disposed when the call has ended.</returns>
    /// <exception cref="CallAgainException">Not now.</exception>
    public HostPass Enter(string host)
    {
        lock (_gate)
        {
            if (!_hosts.TryGetValue(host, out var gate))
            {
                MakeRoom();
                _hosts[host] = gate = new HostGate(limits);
            }
            if (gate.Refusal(clock.GetUtcNow()) is { } refusal)
            {
                throw new CallAgainException(refusal);
            }
            gate.InFlight++;
        }
        return new HostPass(this, host);
    }

    internal void Leave(string host, CallResult result, TimeSpan? retryAfter)
    {
        lock (_gate)
        {
            var gate = _hosts[host];
            gate.InFlight--;
            gate.Learn(result, retryAfter, clock.GetUtcNow());
            if (gate.IsForgettable)
            {
                _hosts.Remove(host);
            }
        }
    }

    // What is known about the host that may be called again first is worth the least.
    private void MakeRoom()
    {
        if (_hosts.Count < limits.HostsMax)
        {
            return;
        }
        var idle = _hosts.Where(pair => pair.Value.InFlight == 0).ToList();
        if (idle.Count == 0)
        {
            throw new CallAgainException($"{limits.HostsMax} hosts are being called already.");
        }
        _hosts.Remove(idle.MinBy(pair => pair.Value.ClosedUntil).Key);
    }
}

/// <summary>What a call says about the host.</summary>
public enum CallResult
{
    /// <summary>Nothing: it was given up for other reasons.</summary>
    Abandoned,

    /// <summary>It works, whatever it answered.</summary>
    Answered,

    /// <summary>It does not, or has too much to do.</summary>
    Failed,
}

/// <summary>The right to call a host once.</summary>
public sealed class HostPass(HostGates gates, string host) : IDisposable
{
    private CallResult _result = CallResult.Abandoned;
    private TimeSpan? _retryAfter;
    private bool _left;

    public void Answered() => _result = CallResult.Answered;

    public void Failed(TimeSpan? retryAfter = null) =>
        (_result, _retryAfter) = (CallResult.Failed, retryAfter);

    public void Dispose()
    {
        if (!_left)
        {
            _left = true;
            gates.Leave(host, _result, _retryAfter);
        }
    }
}
