using Shop.Topology;

namespace Shop.Gcloud.Planning;

/// <summary>
/// The script that takes a deployment away. Events enter no more, then nothing handles them any more. Messages that
/// still wait are data: unless data is to be deleted their subscriptions stay, and push nowhere meanwhile.
/// </summary>
internal static class Demolition
{
    private const string Advice = "What is gone already is passed over.";

    public static string Of(Deployment deployment, bool deletesData)
    {
        var script = new Script(deletesData ? 7 : 5);
        script.Line($$"""
            #!/usr/bin/env bash
            # Deletes the suite from project {{deployment.Names.ProjectId}}, region {{deployment.Region}}.
            {{Preambles.Project(deployment)}}
            {{Preambles.Steps}}
            {{Preambles.Lists}}
            """);
        Alerts(script, deployment);
        Entrances(script, deployment, "Functions by which events enter", pushed: false);
        Subscriptions(script, deployment, deletesData);
        Entrances(script, deployment, "Functions that messages are pushed to", pushed: true);
        Accounts(script, deployment);
        if (deletesData)
        {
            Topics(script, deployment);
            Data(script, deployment);
        }
        return script.ToString();
    }

    private static void Alerts(Script script, Deployment deployment)
    {
        script.Step("Alerts", Advice);
        script.Line("policies=$(gcloud alpha monitoring policies list --format='value(displayName,name)')");
        foreach (var alert in deployment.Spec.Alerts)
        {
            script.Line($"name=$(of \"$policies\" {Bash.Quote(AlertPolicy.TitleOf(alert))})");
            script.Line("[ -z \"$name\" ] || gcloud alpha monitoring policies delete \"$name\"");
        }
    }

    private static void Entrances(Script script, Deployment deployment, string title, bool pushed)
    {
        script.Step(title, Advice);
        script.Line("functions=$(gcloud functions list --v2 --regions=\"$region\" --format='value(name.basename())')");
        foreach (var function in deployment.Topology.Functions.Where(each => deployment.IsPushed(each) == pushed))
        {
            var name = ResourceNames.Function(function.Name);
            script.Line($"! has \"$functions\" {name} || gcloud functions delete {name} --gen2 --region=\"$region\" --quiet");
        }
    }

    private static void Subscriptions(Script script, Deployment deployment, bool deletesData)
    {
        script.Step("Subscriptions", Advice);
        script.Line("subscriptions=$(gcloud pubsub subscriptions list --format='value(name.basename())')");
        foreach (var name in deployment.Topology.Subscriptions.Select(each => each.Name))
        {
            var command = deletesData
                ? Bash.Command("gcloud", "pubsub", "subscriptions", "delete", name)
                : Bash.Command("gcloud", "pubsub", "subscriptions", "modify-push-config", name, "--push-endpoint=");
            script.Line($"! has \"$subscriptions\" {name} || {command}");
        }
    }

    private static void Accounts(Script script, Deployment deployment)
    {
        script.Step("Accounts and their rights", Advice);
        script.Line("accounts=$(gcloud iam service-accounts list --format='value(email)')");
        (string Id, IReadOnlyList<string> Roles)[] accounts =
        [
            .. deployment.Topology.Functions.Select(function => (
                function.Deployment!.ServiceAccount, function.Deployment.Roles.GetValueOrDefault("project", []))),
            (deployment.Spec.PushServiceAccount, []),
            (deployment.Spec.TriggerServiceAccount, ["roles/eventarc.eventReceiver"]),
            (deployment.Spec.BuildServiceAccount, ["roles/cloudbuild.builds.builder"]),
        ];
        foreach (var (id, roles) in accounts)
        {
            var email = deployment.Names.ServiceAccount(id);
            script.Line($"if has \"$accounts\" {email}; then");
            foreach (var role in roles)
            {
                script.Line("  " + Bash.Command(
                    "gcloud", "projects", "remove-iam-policy-binding", deployment.Names.ProjectId,
                    "--member=" + Deployment.Member(email), $"--role={role}", "--condition=None") + " >/dev/null");
            }
            script.Line("  " + Bash.Command("gcloud", "iam", "service-accounts", "delete", email, "--quiet"));
            script.Line("fi");
        }
    }

    private static void Topics(Script script, Deployment deployment)
    {
        script.Step("Topics", Advice);
        script.Line("topics=$(gcloud pubsub topics list --format='value(name.basename())')");
        foreach (var name in deployment.Topology.Topics.Select(each => each.Name))
        {
            script.Line($"! has \"$topics\" {name} || gcloud pubsub topics delete {name}");
        }
    }

    private static void Data(Script script, Deployment deployment)
    {
        script.Step("Objects, documents and secrets", Advice);
        script.Line("buckets=$(gcloud storage buckets list --format='value(name)')");
        foreach (var name in deployment.Topology.Buckets.Select(each => deployment.Names.Bucket(each.Name)))
        {
            script.Line($"! has \"$buckets\" {name} || gcloud storage rm --recursive gs://{name}");
        }
        script.Line("secrets=$(gcloud secrets list --format='value(name.basename())')");
        foreach (var name in deployment.Topology.Functions.SelectMany(each => each.Secrets?.Values ?? []).Distinct())
        {
            script.Line($"! has \"$secrets\" {name} || gcloud secrets delete {name} --quiet");
        }
        var database = Bash.Quote(deployment.Spec.Firestore.Database);
        script.Line("databases=$(gcloud firestore databases list --format='value(name.basename())')");
        script.Line($"if has \"$databases\" {database}; then");
        script.Line($"  gcloud firestore databases update --database={database} --no-delete-protection");
        script.Line($"  gcloud firestore databases delete --database={database} --quiet");
        script.Line("fi");
    }
}
