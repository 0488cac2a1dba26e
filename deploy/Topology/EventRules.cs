using System.Text.RegularExpressions;

namespace Shop.Topology;

/// <summary>
/// What must hold for the events: that somebody handles each, and that none causes itself for ever, which is how
/// bills run up.
/// </summary>
internal static partial class EventRules
{
    // The roles of https://cloud.google.com/storage/docs/access-control/iam-roles that may create objects.
    private static readonly string[] _writing =
    [
        "roles/storage.objectCreator", "roles/storage.objectUser", "roles/storage.objectAdmin", "roles/storage.admin",
    ];

    public static IEnumerable<string> Check(SuiteTopology topology) =>
    [
        .. topology.Functions.SelectMany(function =>
            CheckFunction(function, topology).Select(fault => $"function {function.Name}: {fault}")),
        .. CheckTerminal(topology),
        .. CheckCycles(topology),
    ];

    private static IEnumerable<string> CheckFunction(FunctionSpec function, SuiteTopology topology)
    {
        string[] said = [.. function.Publishes, .. function.Forwards];
        foreach (var type in said.Concat(function.Handles).Where(type => !EventType().IsMatch(type)).Distinct())
        {
            yield return $"event type '{type}' must look like shop.order.placed.v1";
        }
        foreach (var type in said.Where(type => !topology.TerminalTypes.Contains(type)
            && !topology.Functions.Any(other => Reaches(function, type, other, topology))))
        {
            yield return $"publishes {type}, which no function handles that gets one of its topics: "
                + "subscribe one, or list the type under terminalTypes";
        }
        foreach (var type in function.Handles.Where(type => !topology.Functions.Any(other =>
            other.Publishes.Contains(type) && Reaches(other, type, function, topology))))
        {
            yield return $"handles {type}, which no function publishes to a topic that it gets";
        }
    }

    private static IEnumerable<string> CheckTerminal(SuiteTopology topology) =>
        from type in topology.TerminalTypes
        where topology.Functions.Any(function => function.Handles.Contains(type))
            || !topology.Functions.Any(function => function.Publishes.Contains(type))
        select $"terminalTypes lists {type}, which is handled, or published by nobody";

    private static IEnumerable<string> CheckCycles(SuiteTopology topology)
    {
        var found = Cycles(topology).ToList();
        foreach (var cycle in found.Where(cycle => !topology.Cycles.Any(known => cycle.SetEquals(known.Functions))))
        {
            yield return $"{string.Join(" and ", cycle.Order(StringComparer.Ordinal))} can cause each other's events "
                + "without end, or their own: take the way back out, or list them under cycles and say why it ends";
        }
        foreach (var known in topology.Cycles.Where(known => !found.Any(cycle => cycle.SetEquals(known.Functions))))
        {
            yield return $"cycles lists {string.Join(" and ", known.Functions)}, which is none: nothing comes back";
        }
        foreach (var known in topology.Cycles.Where(known => string.IsNullOrWhiteSpace(known.Because)))
        {
            yield return $"cycles lists {string.Join(" and ", known.Functions)} without saying why it ends";
        }
    }

    // Each largest set of functions that all lead to one another.
    private static IEnumerable<HashSet<string>> Cycles(SuiteTopology topology)
    {
        var reach = topology.Functions.DistinctBy(function => function.Name).ToDictionary(
            function => function.Name, function => Reachable(function, topology));
        return reach
            .Where(pair => pair.Value.Contains(pair.Key))
            .Select(pair => pair.Value.Where(other => reach[other].Contains(pair.Key)).ToHashSet())
            .DistinctBy(cycle => string.Join(',', cycle.Order(StringComparer.Ordinal)));
    }

    private static HashSet<string> Reachable(FunctionSpec start, SuiteTopology topology)
    {
        var reached = new HashSet<string>();
        var next = new Queue<FunctionSpec>([start]);
        while (next.TryDequeue(out var from))
        {
            foreach (var to in topology.Functions.Where(to => Causes(from, to, topology) && reached.Add(to.Name)))
            {
                next.Enqueue(to);
            }
        }
        return reached;
    }

    private static bool Causes(FunctionSpec from, FunctionSpec to, SuiteTopology topology) =>
        from.Publishes.Concat(from.Forwards).Any(type => Reaches(from, type, to, topology))
        || (to.Trigger is { } trigger
            && from.Deployment?.Roles.GetValueOrDefault($"bucket:{trigger.Bucket}") is { } roles
            && roles.Intersect(_writing).Any());

    private static bool Reaches(FunctionSpec from, string type, FunctionSpec to, SuiteTopology topology) =>
        to.Handles.Contains(type) && topology.Subscriptions.Any(subscription =>
            subscription.Function == to.Name && from.PublishesTo.Contains(subscription.Topic));

    [GeneratedRegex(@"^[a-z]+(\.[a-z][a-z-]*){2}\.v[1-9][0-9]*\z")]
    private static partial Regex EventType();
}
