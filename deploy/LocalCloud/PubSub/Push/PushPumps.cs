using Shop.LocalCloud.Feed;

namespace Shop.LocalCloud.PubSub.Push;

/// <summary>
/// One pump for each subscription that is pushed, from the start or from when it becomes so.
/// </summary>
internal sealed class PushPumps : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, PushPump> _pumps = new(StringComparer.Ordinal);
    private readonly HashSet<Task> _running = [];
    private readonly PushSender _sender;
    private readonly Broker _broker;
    private readonly PushSettings _settings;
    private readonly BrokerFeed _feed;
    private readonly TimeProvider _clock;

    internal PushPumps(Broker broker, PushSettings settings, EventFeed feed, TimeProvider clock)
    {
        (_broker, _settings, _feed, _clock) = (broker, settings, new BrokerFeed(feed), clock);
        _sender = new PushSender(clock);
        broker.SubscriptionWritten += Ensure;
        settings.Addresses.Started += OnStarted;
        broker.Pushed().ForEach(Ensure);
    }

    public async ValueTask DisposeAsync()
    {
        _broker.SubscriptionWritten -= Ensure;
        _settings.Addresses.Started -= OnStarted;
        await _stop.CancelAsync();
        Task[] running;
        lock (_gate)
        {
            running = [.. _running];
        }
        await Task.WhenAll(running);
        _sender.Dispose();
        _stop.Dispose();
    }

    private void Ensure(string name)
    {
        lock (_gate)
        {
            if (_pumps.ContainsKey(name) || _stop.IsCancellationRequested || !_broker.IsPushed(name))
            {
                return;
            }
            var pump = new PushPump(name, _broker, _sender, _settings, _feed, _clock);
            _pumps.Add(name, pump);
            _running.RemoveWhere(task => task.IsCompleted);
            _running.Add(Task.Run(() => RunAsync(name, pump)));
        }
    }

    private async Task RunAsync(string name, PushPump pump)
    {
        try
        {
            while (true)
            {
                await pump.RunAsync(_stop.Token);
                lock (_gate)
                {
                    // It may have become a push subscription again since the pump looked.
                    if (!_broker.IsPushed(name))
                    {
                        _pumps.Remove(name);
                        return;
                    }
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The local cloud ends.
        }
    }

    private void OnStarted(string function)
    {
        List<PushPump> pumps;
        lock (_gate)
        {
            pumps = [.. _pumps.Values];
        }
        pumps.ForEach(pump => pump.OnStarted(function));
    }
}
