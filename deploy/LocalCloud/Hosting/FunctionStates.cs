using Shop.LocalCloud.Feed;
using Shop.Topology;

namespace Shop.LocalCloud.Hosting;

/// <summary>
/// How each function is doing; every change is also told to those who deliver events and to the feed.
/// </summary>
public sealed class FunctionStates(
    SuiteTopology topology, FunctionAddresses addresses, EventFeed feed)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, FunctionStatus> _states = topology.Functions.ToDictionary(
        function => function.Name,
        function => new FunctionStatus(
            function.Name, FunctionState.NotRun, null, Describe(function, topology)));

    /// <returns>One status for each function, in the order of the topology.</returns>
    public IReadOnlyList<FunctionStatus> All
    {
        get
        {
            lock (_gate)
            {
                return [.. topology.Functions.Select(function => _states[function.Name])];
            }
        }
    }

    public void Starting(string function, Uri address) => Change(function, status => status with
    {
        State = FunctionState.Starting,
        Address = address,
        Starts = status.Starts + 1,
    });

    public void Ready(string function, Uri address)
    {
        addresses.Set(function, address);
        Change(function, status => status with { State = FunctionState.Ready, Reason = null });
        feed.Append(FeedKind.FunctionStarted, function, $"answers at {address}");
    }

    public void Stopped(string function, string reason)
    {
        addresses.Remove(function);
        Change(function, status => status with { State = FunctionState.Stopped, Reason = reason });
        feed.Append(FeedKind.FunctionStopped, function, reason);
    }

    /// <summary>An external function keeps its address: whoever runs it may be about to start it.</summary>
    public void External(string function, Uri address, bool answers)
    {
        addresses.Set(function, address);
        var reason = answers ? null : $"nobody answers at {address}";
        Change(function, status => status with
        {
            State = answers ? FunctionState.Ready : FunctionState.NotAnswering,
            Address = address,
            External = true,
            Reason = reason,
        });
        feed.Append(
            answers ? FeedKind.FunctionStarted : FeedKind.FunctionStopped,
            function,
            reason ?? $"answers at {address}, run by somebody else");
    }

    private void Change(string function, Func<FunctionStatus, FunctionStatus> change)
    {
        lock (_gate)
        {
            _states[function] = change(_states[function]);
        }
    }

    private static string Describe(FunctionSpec function, SuiteTopology topology)
    {
        var topics = topology.Subscriptions
            .Where(subscription => subscription.Function == function.Name)
            .Select(subscription => subscription.Topic)
            .ToList();
        return function.Trigger is { } trigger
            ? $"new objects in gs://{ResourceNames.Local.Bucket(trigger.Bucket)}"
            : topics.Count > 0 ? $"topic{(topics.Count > 1 ? "s" : "")} {string.Join(", ", topics)}" : "HTTP requests";
    }
}
