using Shop.Topology;

namespace Shop.Gcloud.Planning;

/// <summary>
/// Who may do what: each function what it needs and no more, and Google's own accounts what delivery takes.
/// </summary>
internal static class RightsSteps
{
    public static void Rights(Script script, Deployment deployment)
    {
        script.Step(
            "Rights",
            "Granting roles needs roles/resourcemanager.projectIamAdmin, roles/pubsub.admin and roles/storage.admin. "
            + "An account that was made a moment ago may take a minute to be known everywhere.");
        script.Line("""
            rights=$(gcloud projects get-iam-policy "$project" --flatten='bindings[].members' \
                --filter='NOT bindings.condition:*' --format='value(bindings.role,bindings.members)')
            project_role() { # MEMBER ROLE
              has "$rights" "$2"$'\t'"$1" ||
                gcloud projects add-iam-policy-binding "$project" --member="$1" --role="$2" --condition=None >/dev/null
            }
            """);
        foreach (var function in deployment.Functions)
        {
            OfFunction(script, function, deployment);
        }
        script.Comment("Uploads are announced on a topic of Cloud Storage's own, and Eventarc calls the function.");
        OnProject(script, "\"serviceAccount:$storage_agent\"", "roles/pubsub.publisher");
        OnProject(
            script,
            Deployment.Member(deployment.Names.ServiceAccount(deployment.Spec.TriggerServiceAccount)),
            "roles/eventarc.eventReceiver");
        script.Comment("Pub/Sub itself moves what nobody can handle from a subscription to the dead letters.");
        OnProject(script, "\"serviceAccount:$pubsub_agent\"", "roles/pubsub.subscriber");
        foreach (var topic in DeadLetterTopics(deployment))
        {
            script.Line(Granted(
                ["gcloud", "pubsub", "topics", "add-iam-policy-binding", topic],
                "--member=\"serviceAccount:$pubsub_agent\"", "roles/pubsub.publisher"));
        }
        script.Comment("Cloud Build builds as an account of its own, and not as one that may edit everything.");
        OnProject(
            script,
            Deployment.Member(deployment.Names.ServiceAccount(deployment.Spec.BuildServiceAccount)),
            "roles/cloudbuild.builds.builder");
    }

    /// <summary>Topics to which Pub/Sub moves what was tried too often.</summary>
    public static IEnumerable<string> DeadLetterTopics(Deployment deployment) =>
        deployment.Topology.Subscriptions.Select(each => each.DeadLetters?.Topic)
            .Concat(deployment.Topology.Functions.Select(each => each.Trigger?.DeadLetters?.Topic))
            .OfType<string>()
            .Distinct();

    private static void OfFunction(Script script, FunctionSpec function, Deployment deployment)
    {
        var member = "--member=" + Bash.Quote(Deployment.Member(deployment.AccountOf(function)));
        script.Comment(function.Name);
        foreach (var topic in function.PublishesTo)
        {
            script.Line(Granted(
                ["gcloud", "pubsub", "topics", "add-iam-policy-binding", topic], member, "roles/pubsub.publisher"));
        }
        foreach (var (place, roles) in function.Deployment!.Roles)
        {
            foreach (var role in roles)
            {
                if (place == "project")
                {
                    OnProject(script, Bash.Quote(Deployment.Member(deployment.AccountOf(function))), role);
                    continue;
                }
                var bucket = deployment.Names.Bucket(place["bucket:".Length..]);
                script.Line(Granted(
                    ["gcloud", "storage", "buckets", "add-iam-policy-binding", $"gs://{bucket}"], member, role));
            }
        }
        foreach (var secret in function.Secrets?.Values ?? [])
        {
            script.Line(Granted(
                ["gcloud", "secrets", "add-iam-policy-binding", secret], member, "roles/secretmanager.secretAccessor"));
        }
    }

    private static void OnProject(Script script, string member, string role) =>
        script.Line($"project_role {member} {role}");

    // The answer is the whole policy, which nobody wants to read each time.
    internal static string Granted(IReadOnlyList<string> command, string member, string role) =>
        Bash.Written([.. command.Select(Bash.Quote), member, $"--role={role}"]) + " >/dev/null";
}
