using System.Text.RegularExpressions;

namespace Shop.Topology;

/// <summary>What must hold between the parts of a topology.</summary>
internal static partial class TopologyRules
{
    // Pub/Sub refuses shorter and longer ids; a bucket gets the project id (30 at most) put before it.
    private const int NameLengthMin = 3;
    private const int NameLengthMax = 32;

    public static IEnumerable<string> Check(SuiteTopology topology) =>
    [
        .. Names("bucket", topology.Buckets.Select(bucket => bucket.Name), ResourceName()),
        .. Names("topic", topology.Topics.Select(topic => topic.Name), ResourceName()),
        .. Names("subscription", topology.Subscriptions.Select(each => each.Name), ResourceName()),
        .. Names("function", topology.Functions.Select(function => function.Name), FunctionName()),
        .. FunctionRules.Check(topology),
        .. topology.Buckets.SelectMany(bucket =>
            CheckBucket(bucket).Select(fault => $"bucket {bucket.Name}: {fault}")),
        .. CheckParameters(topology.Parameters),
        .. SubscriptionRules.Check(topology),
        .. EventRules.Check(topology),
        .. DeploymentRules.Check(topology),
    ];

    // https://cloud.google.com/storage/docs/soft-delete: none, or 7 to 90 days.
    private static IEnumerable<string> CheckBucket(BucketSpec bucket)
    {
        if (bucket.SoftDeleteDays is not (0 or (>= 7 and <= 90)))
        {
            yield return $"softDeleteDays is {bucket.SoftDeleteDays}, must be 0 or 7-90";
        }
        if (bucket.DeleteAfterDays < 1)
        {
            yield return $"deleteAfterDays is {bucket.DeleteAfterDays}, must be 1 or more";
        }
    }

    private static IEnumerable<string> CheckParameters(IReadOnlyList<ParameterSpec> parameters)
    {
        foreach (var parameter in parameters.Where(parameter => !ParameterName().IsMatch(parameter.Name)))
        {
            yield return $"parameter '{parameter.Name}' must match {ParameterName()}";
        }
        foreach (var twice in parameters.GroupBy(parameter => parameter.Name).Where(group => group.Count() > 1))
        {
            yield return $"parameter '{twice.Key}' is listed twice";
        }
    }

    private static IEnumerable<string> Names(string kind, IEnumerable<string> names, Regex rule)
    {
        // A function is a folder, and many disks take "Api" and "API" for one; the other names have no
        // capitals.
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names)
        {
            if (!rule.IsMatch(name) || name.Length is < NameLengthMin or > NameLengthMax)
            {
                yield return
                    $"{kind} name '{name}' must be {NameLengthMin}-{NameLengthMax} characters "
                    + $"and match {rule}";
            }
            if (!seen.Add(name))
            {
                yield return $"{kind} '{name}' is listed twice";
            }
        }
    }

    // Google keeps names that begin with "goog" for itself. \z and not $, which lets a newline follow.
    [GeneratedRegex(@"^(?!goog)[a-z][a-z0-9-]*[a-z0-9]\z")]
    internal static partial Regex ResourceName();

    [GeneratedRegex(@"^[A-Z][A-Za-z0-9]*\z")]
    private static partial Regex FunctionName();

    [GeneratedRegex(@"^[a-z][A-Za-z0-9]*\z")]
    private static partial Regex ParameterName();
}
