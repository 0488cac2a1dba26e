using System.Text.RegularExpressions;

namespace Shop.Topology;

/// <summary>What must hold for that which only a deployed suite has.</summary>
internal static partial class DeploymentRules
{
    private const int InstancesMax = 1000;

    public static IEnumerable<string> Check(SuiteTopology topology) =>
    [
        .. topology.Deployment is { } deployment ? CheckSuite(deployment, topology) : [],
        .. topology.Functions.SelectMany(function => function.Deployment is { } deployment
            ? CheckFunction(function, deployment, topology).Select(fault => $"function {function.Name}: {fault}")
            : []),
    ];

    private static IEnumerable<string> CheckSuite(DeploymentSpec deployment, SuiteTopology topology)
    {
        foreach (var function in topology.Functions.Where(function => function.Deployment is null))
        {
            yield return $"function {function.Name}: has no deployment, which the suite has";
        }
        string[] accounts =
        [
            deployment.PushServiceAccount, deployment.TriggerServiceAccount, deployment.BuildServiceAccount,
            .. topology.Functions.Select(function => function.Deployment?.ServiceAccount).OfType<string>(),
        ];
        foreach (var account in accounts.Where(account => !AccountId().IsMatch(account)).Distinct())
        {
            yield return $"service account '{account}' must be 6-30 characters and match {AccountId()}";
        }
        foreach (var twice in accounts.GroupBy(account => account).Where(group => group.Count() > 1))
        {
            yield return $"service account '{twice.Key}' is used twice: each function has rights of its own only";
        }
        foreach (var fault in AlertRules.Check(deployment.Alerts))
        {
            yield return fault;
        }
        foreach (var collection in deployment.Firestore.TimeToLive.Where(collection =>
            !deployment.Firestore.WithoutIndexes.Contains(collection)))
        {
            yield return $"collection '{collection}' has a timeToLive and must be under withoutIndexes: an index of "
                + "ever later times holds 500 writes a second at most";
        }
    }

    private static IEnumerable<string> CheckFunction(
        FunctionSpec function, FunctionDeployment deployment, SuiteTopology topology)
    {
        if (!Memory().IsMatch(deployment.Memory))
        {
            yield return $"memory '{deployment.Memory}' must look like 512Mi or 1Gi";
        }
        if (deployment.Cpu is not (> 0 and < 1 or 1 or 2 or 4 or 6 or 8))
        {
            yield return FormattableString.Invariant($"cpu is {deployment.Cpu}, must be below 1, or 1, 2, 4, 6 or 8");
        }
        if (deployment.Cpu < 1 && function.Concurrency > 1)
        {
            yield return "a cpu below 1 handles one request at a time: concurrency must be 1";
        }
        if (deployment.MinimumInstances < 0 || deployment.MaximumInstances is < 1 or > InstancesMax
            || deployment.MinimumInstances > deployment.MaximumInstances)
        {
            yield return "instances must satisfy 0 <= minimumInstances <= maximumInstances, which is 1-"
                + $"{InstancesMax}: nothing else bounds the bill";
        }
        if (deployment.Public && topology.Subscriptions.Any(each => each.Function == function.Name))
        {
            yield return "is public and gets messages: anybody could send it events";
        }
        foreach (var (place, roles) in deployment.Roles)
        {
            foreach (var fault in CheckRoles(place, roles, topology))
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<string> CheckRoles(string place, IReadOnlyList<string> roles, SuiteTopology topology)
    {
        if (place != "project" && topology.Buckets.All(bucket => place != $"bucket:{bucket.Name}"))
        {
            yield return $"roles are given on '{place}', which is neither project nor the bucket:NAME of a bucket";
        }
        foreach (var role in roles.Where(role => !Role().IsMatch(role)))
        {
            yield return $"role '{role}' must look like roles/datastore.user";
        }
        foreach (var role in roles.Where(role => role is "roles/owner" or "roles/editor" or "roles/viewer"))
        {
            yield return $"{role} gives rights on everything: name the roles that are needed";
        }
    }

    // https://cloud.google.com/iam/docs/service-accounts-create gives the form of an id.
    [GeneratedRegex(@"^[a-z][a-z0-9-]{4,28}[a-z0-9]\z")]
    private static partial Regex AccountId();

    [GeneratedRegex(@"^[1-9][0-9]*(Mi|Gi)\z")]
    private static partial Regex Memory();

    [GeneratedRegex(@"^roles/[a-zA-Z][a-zA-Z.]*\z")]
    private static partial Regex Role();
}
