using System.Text.RegularExpressions;

namespace Shop.Topology;

/// <summary>What must hold between the parts of a topology.</summary>
internal static partial class TopologyRules
{
    // Pub/Sub refuses shorter and longer ids; a bucket gets the project id (30 at most) put before it.
    private const int NameLengthMin = 3;
    private const int NameLengthMax = 32;

    private const int TimeoutSecondsMax = 540;
    private const int ConcurrencyMax = 1000;
    private const int BackoffSecondsMax = 600;

    public static IEnumerable<string> Check(SuiteTopology topology) =>
    [
        .. Names("bucket", topology.Buckets.Select(bucket => bucket.Name), ResourceName()),
        .. Names("topic", topology.Topics.Select(topic => topic.Name), ResourceName()),
        .. Names("function", topology.Functions.Select(function => function.Name), FunctionName()),
        .. topology.Functions.SelectMany(function =>
            CheckFunction(function, topology).Select(fault => $"function {function.Name}: {fault}")),
    ];

    private static IEnumerable<string> Names(string kind, IEnumerable<string> names, Regex rule)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (!rule.IsMatch(name) || name.Length is < NameLengthMin or > NameLengthMax)
            {
                yield return $"{kind} name '{name}' must be {NameLengthMin}-{NameLengthMax} characters and match {rule}";
            }
            if (!seen.Add(name))
            {
                yield return $"{kind} '{name}' is listed twice";
            }
        }
    }

    private static IEnumerable<string> CheckFunction(FunctionSpec function, SuiteTopology topology)
    {
        if (function.TimeoutSeconds is < 1 or > TimeoutSecondsMax)
        {
            yield return $"timeoutSeconds is {function.TimeoutSeconds}, must be 1-{TimeoutSecondsMax}";
        }
        if (function.Concurrency is < 1 or > ConcurrencyMax)
        {
            yield return $"concurrency is {function.Concurrency}, must be 1-{ConcurrencyMax}";
        }
        if (function.Trigger is { } trigger)
        {
            if (topology.Buckets.All(bucket => bucket.Name != trigger.Bucket))
            {
                yield return $"trigger names bucket '{trigger.Bucket}', which is not listed under buckets";
            }
            if (trigger.MinimumBackoffSeconds < 0 || trigger.MaximumBackoffSeconds > BackoffSecondsMax
                || trigger.MinimumBackoffSeconds > trigger.MaximumBackoffSeconds)
            {
                yield return "trigger backoff must satisfy 0 <= minimumBackoffSeconds <= maximumBackoffSeconds <= "
                    + BackoffSecondsMax;
            }
        }
        foreach (var topic in function.PublishesTo.Where(name => topology.Topics.All(topic => topic.Name != name)))
        {
            yield return $"publishesTo names topic '{topic}', which is not listed under topics";
        }
        foreach (var fault in function.Environment.SelectMany(pair => CheckVariable(pair.Key, pair.Value, topology)))
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> CheckVariable(string name, string value, SuiteTopology topology)
    {
        if (!VariableName().IsMatch(name))
        {
            yield return $"environment variable '{name}' must match {VariableName()}";
        }
        foreach (Match reference in ResourceNames.Reference().Matches(value))
        {
            var target = reference.Groups["name"].Value;
            var known = reference.Groups["kind"].Value switch
            {
                "bucket" => topology.Buckets.Any(bucket => bucket.Name == target),
                "topic" => topology.Topics.Any(topic => topic.Name == target),
                _ => true,
            };
            if (!known)
            {
                yield return $"environment variable {name} names {reference.Value}, which is not listed";
            }
        }
        if (ResourceNames.Reference().Replace(value, "").Contains("${", StringComparison.Ordinal))
        {
            yield return $"environment variable {name} has an unknown reference in '{value}': "
                + "${project}, ${bucket:NAME} and ${topic:NAME} exist";
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9-]*[a-z0-9]$")]
    private static partial Regex ResourceName();

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*$")]
    private static partial Regex FunctionName();

    [GeneratedRegex("^[A-Z][A-Z0-9_]*$")]
    private static partial Regex VariableName();
}
