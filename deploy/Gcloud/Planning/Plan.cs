namespace Shop.Gcloud.Planning;

/// <summary>
/// The whole deployment as a bash script of plain <c>gcloud</c> commands. It may be run again and again: what is
/// there already is left alone, or brought up to date. Nothing in it is secret.
/// </summary>
/// <remarks>
/// The order is what makes it safe: rights before whoever needs them; functions before the subscriptions that push to
/// them; those before the functions by which events enter, since a topic forgets what nobody is subscribed to.
/// </remarks>
internal static class Plan
{
    private delegate void Step(Script script, Deployment deployment);

    /// <exception cref="FileNotFoundException">It is not run from the repository's root.</exception>
    public static string Of(Deployment deployment)
    {
        var steps = StepsOf(deployment).ToList();
        var script = new Script(steps.Count);
        script.Line(Preamble(deployment));
        foreach (var step in steps)
        {
            step(script, deployment);
        }
        return script.ToString();
    }

    private static IEnumerable<Step> StepsOf(Deployment deployment)
    {
        yield return ProjectSteps.Apis;
        yield return ProjectSteps.ServiceAccounts;
        yield return ResourceSteps.Topics;
        yield return ResourceSteps.Buckets;
        yield return ResourceSteps.Firestore;
        if (deployment.Functions.Any(function => function.Secrets?.Count > 0))
        {
            yield return ResourceSteps.Secrets;
        }
        yield return RightsSteps.Rights;
        if (deployment.Functions.Any(deployment.IsPushed))
        {
            yield return FunctionSteps.PushedFunctions;
            yield return SubscriptionSteps.Subscriptions;
        }
        if (!deployment.Functions.All(deployment.IsPushed))
        {
            yield return FunctionSteps.Entrances;
        }
        if (deployment.Functions.Any(function => function.Trigger is not null))
        {
            yield return SubscriptionSteps.Triggers;
        }
        if (deployment.IsWhole)
        {
            yield return AlertStep.Alerts;
        }
    }

    private static string Preamble(Deployment deployment) => $$"""
        #!/usr/bin/env bash
        # Deploys {{Contents(deployment)}} to project {{deployment.Names.ProjectId}}, region {{deployment.Region}}.
        # Written by deploy/Gcloud from deploy/topology.json. Run it from the repository's root, with bash, as somebody
        # who may do all this; again and again if need be: what is there already is left alone, or brought up to date.
        {{Preambles.Project(deployment)}}
        {{Preambles.Steps}}
        {{Preambles.Lists}}
        [ -f Microservices.sln ] || stop "Run this from the root of the repository: functions are built from it."
        command -v gcloud >/dev/null || stop "gcloud was not found: https://cloud.google.com/sdk/docs/install says how to get it."
        """;

    private static string Contents(Deployment deployment) => deployment.IsWhole
        ? "the suite"
        : string.Join(", ", deployment.Functions.Select(function => function.Name)) + " of the suite";
}
