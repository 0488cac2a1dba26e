using Shop.Topology;

namespace Shop.Gcloud.Planning;

/// <summary>The suite in one project.</summary>
/// <param name="Topology">What it consists of; its deployment is there.</param>
/// <param name="Names">What its parts are called there, with the parameters that were given.</param>
/// <param name="Region">Where functions run and buckets and documents lie.</param>
/// <param name="Functions">Those that are to be deployed, and with them what they need.</param>
/// <param name="Root">The repository's root.</param>
internal sealed record Deployment(
    SuiteTopology Topology, ResourceNames Names, string Region, IReadOnlyList<FunctionSpec> Functions, string Root)
{
    public DeploymentSpec Spec => Topology.Deployment!;

    /// <summary>Whether the whole suite is deployed, and so what belongs to no function in particular.</summary>
    public bool IsWhole => Functions.Count == Topology.Functions.Count;

    /// <summary>What Pub/Sub calls functions as.</summary>
    public string PushAccount => Names.ServiceAccount(Spec.PushServiceAccount);

    /// <summary>The subscriptions of the functions that are deployed.</summary>
    public IEnumerable<SubscriptionSpec> Subscriptions =>
        Topology.Subscriptions.Where(each => Functions.Any(function => function.Name == each.Function));

    /// <summary>The service accounts of what is deployed: id, and what it is for.</summary>
    public IEnumerable<(string Id, string Title)> Accounts =>
    [
        .. Functions.Select(function =>
            (function.Deployment!.ServiceAccount, $"Shop: what {ResourceNames.Function(function.Name)} runs as")),
        (Spec.PushServiceAccount, "Shop: what Pub/Sub calls functions as"),
        (Spec.TriggerServiceAccount, "Shop: what Eventarc calls functions as"),
        (Spec.BuildServiceAccount, "Shop: what functions are built as"),
    ];

    /// <summary>Whether messages are pushed to a function; the others are where events enter the suite.</summary>
    public bool IsPushed(FunctionSpec function) =>
        Topology.Subscriptions.Any(subscription => subscription.Function == function.Name);

    /// <summary>The account that a function runs as.</summary>
    public string AccountOf(FunctionSpec function) => Names.ServiceAccount(function.Deployment!.ServiceAccount);

    /// <summary>The one that may call a function; everybody, where it is public.</summary>
    public string CallerOf(FunctionSpec function) => function.Deployment!.Public
        ? "allUsers"
        : Member(function.Trigger is null ? PushAccount : Names.ServiceAccount(Spec.TriggerServiceAccount));

    /// <summary>An account as policies name it.</summary>
    public static string Member(string account) => "serviceAccount:" + account;
}
