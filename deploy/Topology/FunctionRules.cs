using System.Text.RegularExpressions;

namespace Shop.Topology;

/// <summary>What must hold for a function, wherever it runs.</summary>
internal static partial class FunctionRules
{
    // https://cloud.google.com/run/docs/about-concurrency; event functions end after nine minutes.
    private const int TimeoutSecondsMax = 540;
    private const int ConcurrencyMax = 1000;

    public static IEnumerable<string> Check(SuiteTopology topology) => topology.Functions.SelectMany(function =>
        CheckFunction(function, topology).Select(fault => $"function {function.Name}: {fault}"));

    private static IEnumerable<string> CheckFunction(FunctionSpec function, SuiteTopology topology) =>
    [
        .. CheckCode(function),
        .. CheckLimits(function),
        .. function.Trigger is { } trigger ? CheckTrigger(function, trigger, topology) : [],
        .. CheckTopics(function, topology),
        .. function.Environment.SelectMany(pair => CheckVariable(pair.Key, pair.Value, topology)),
        .. function.LocalEnvironment?.SelectMany(pair => CheckVariable(pair.Key, pair.Value, topology)) ?? [],
        .. function.Secrets is { } secrets ? CheckSecrets(function, secrets) : [],
    ];

    private static IEnumerable<string> CheckSecrets(
        FunctionSpec function, IReadOnlyDictionary<string, string> secrets)
    {
        foreach (var (name, secret) in secrets)
        {
            if (!VariableName().IsMatch(name) || !TopologyRules.ResourceName().IsMatch(secret))
            {
                yield return $"secret '{name}' = '{secret}' must be an environment variable and a secret's name";
            }
            if (function.Environment.ContainsKey(name))
            {
                yield return $"environment variable {name} is also a secret";
            }
            if (function.LocalEnvironment?.ContainsKey(name) != true)
            {
                yield return $"secret {name} needs a value in localEnvironment: a laptop has no Secret Manager";
            }
        }
    }

    private static IEnumerable<string> CheckCode(FunctionSpec function)
    {
        if (!ProjectFolder().IsMatch(function.Project))
        {
            yield return $"project '{function.Project}' must be a folder relative to the repository, like "
                + $"functions/{function.Name}";
        }
        else if (function.Project.Split('/')[^1] != function.Name)
        {
            yield return $"project '{function.Project}' must end in /{function.Name}, the function's name";
        }
        if (!TypeName().IsMatch(function.EntryPoint))
        {
            yield return $"entryPoint '{function.EntryPoint}' must be the full name of a class";
        }
    }

    private static IEnumerable<string> CheckLimits(FunctionSpec function)
    {
        if (function.TimeoutSeconds is < 1 or > TimeoutSecondsMax)
        {
            yield return $"timeoutSeconds is {function.TimeoutSeconds}, must be 1-{TimeoutSecondsMax}";
        }
        if (function.Concurrency is < 1 or > ConcurrencyMax)
        {
            yield return $"concurrency is {function.Concurrency}, must be 1-{ConcurrencyMax}";
        }
    }

    private static IEnumerable<string> CheckTrigger(
        FunctionSpec function, StorageTrigger trigger, SuiteTopology topology) =>
    [
        .. topology.Buckets.All(bucket => bucket.Name != trigger.Bucket)
            ? (string[])[$"trigger names bucket '{trigger.Bucket}', which is not listed under buckets"]
            : [],
        .. SubscriptionRules.CheckDelivery(
            trigger.AckDeadlineSeconds, trigger.MinimumBackoffSeconds, trigger.MaximumBackoffSeconds,
            trigger.RetentionDays, function).Select(fault => "trigger " + fault),
        .. trigger.DeadLetters is { } deadLetters
            ? SubscriptionRules.CheckDeadLetters(deadLetters, topology).Select(fault => "trigger: " + fault)
            : [],
    ];

    private static IEnumerable<string> CheckTopics(FunctionSpec function, SuiteTopology topology)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in function.PublishesTo)
        {
            if (topology.Topics.All(topic => topic.Name != name))
            {
                yield return $"publishesTo names topic '{name}', which is not listed under topics";
            }
            if (!seen.Add(name))
            {
                yield return $"publishesTo names topic '{name}' twice";
            }
        }
    }

    private static IEnumerable<string> CheckVariable(string name, string value, SuiteTopology topology)
    {
        if (!VariableName().IsMatch(name))
        {
            yield return $"environment variable '{name}' must match {VariableName()}";
        }
        if (PlatformVariable().IsMatch(name))
        {
            yield return $"environment variable {name} is set by the platform, which refuses any other";
        }
        foreach (Match reference in ResourceNames.Reference().Matches(value))
        {
            var target = reference.Groups["name"].Value;
            var known = reference.Groups["kind"].Value switch
            {
                "bucket" => topology.Buckets.Any(bucket => bucket.Name == target),
                "topic" => topology.Topics.Any(topic => topic.Name == target),
                "parameter" => topology.Parameters.Any(parameter => parameter.Name == target),
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
                + "${project}, ${bucket:NAME}, ${topic:NAME} and ${parameter:NAME} exist";
        }
    }

    [GeneratedRegex(@"^[A-Z][A-Z0-9_]*\z")]
    private static partial Regex VariableName();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*\z")]
    private static partial Regex ProjectFolder();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*\z")]
    private static partial Regex TypeName();

    // https://cloud.google.com/functions/docs/configuring/env-var, "Reserved keys".
    [GeneratedRegex(
        @"^(PORT|FUNCTION_(TARGET|SIGNATURE_TYPE)|K_(SERVICE|REVISION|CONFIGURATION)|X_GOOGLE_.*)\z")]
    private static partial Regex PlatformVariable();
}
