using Shop.Gcloud.Planning;

namespace Shop.Gcloud.Checking;

/// <summary>Whether everybody may do what is theirs to do.</summary>
internal static class RightsChecks
{
    public static async Task<IEnumerable<Finding>> ProjectAsync(LiveProject live, Deployment deployment)
    {
        var project = deployment.Names.ProjectId;
        var policy = await live.PolicyAsync("cloudresourcemanager", $"v1/projects/{project}:getIamPolicy", post: true);
        var agents = await AgentsAsync(live, deployment);
        (string Role, string Member, string Why)[] wanted =
        [
            ("roles/pubsub.publisher", Deployment.Member(agents.Storage),
                "Cloud Storage cannot announce uploads, and no image is ever processed."),
            ("roles/eventarc.eventReceiver",
                Deployment.Member(deployment.Names.ServiceAccount(deployment.Spec.TriggerServiceAccount)),
                "Eventarc delivers no announcement of an upload."),
            ("roles/pubsub.subscriber", Deployment.Member(agents.PubSub),
                "Pub/Sub cannot move what nobody can handle out of a subscription: it is tried until it is forgotten."),
            .. deployment.Functions.SelectMany(function =>
                function.Deployment!.Roles.GetValueOrDefault("project", []).Select(role => (
                    role, Deployment.Member(deployment.AccountOf(function)), $"{function.Name} cannot work."))),
        ];
        return wanted.Where(each => !policy[each.Role].Contains(each.Member)).Select(each => new Finding(
            $"project {project}", $"{each.Member} lacks {each.Role}. {each.Why}",
            $"gcloud projects add-iam-policy-binding {project} --member={each.Member} --role={each.Role} --condition=None"));
    }

    public static async Task<IEnumerable<Finding>> TopicsAsync(LiveProject live, Deployment deployment)
    {
        var findings = new List<Finding>();
        var agent = Deployment.Member((await AgentsAsync(live, deployment)).PubSub);
        var deadLetters = RightsSteps.DeadLetterTopics(deployment).ToHashSet();
        foreach (var topic in deployment.Topology.Topics.Select(each => each.Name))
        {
            var path = $"v1/{deployment.Names.Topic(topic)}";
            if (await live.GetAsync("pubsub", path) is null)
            {
                findings.Add(new Finding($"topic {topic}", "is not there.", Finding.Apply));
                continue;
            }
            var publishers = (await live.PolicyAsync("pubsub", $"{path}:getIamPolicy"))["roles/pubsub.publisher"];
            string[] wanted =
            [
                .. deployment.Functions.Where(function => function.PublishesTo.Contains(topic))
                    .Select(function => Deployment.Member(deployment.AccountOf(function))),
                .. deadLetters.Contains(topic) ? (string[])[agent] : [],
            ];
            findings.AddRange(wanted.Except(publishers).Select(member => new Finding(
                $"topic {topic}", $"{member} lacks roles/pubsub.publisher: what it publishes here is refused.",
                $"gcloud pubsub topics add-iam-policy-binding {topic} --member={member} --role=roles/pubsub.publisher")));
        }
        return findings;
    }

    public static async Task<IEnumerable<Finding>> SecretsAsync(LiveProject live, Deployment deployment)
    {
        var findings = new List<Finding>();
        foreach (var function in deployment.Functions)
        {
            foreach (var secret in function.Secrets?.Values ?? [])
            {
                findings.AddRange(await SecretAsync(live, deployment, Deployment.Member(deployment.AccountOf(function)), secret));
            }
        }
        return findings;
    }

    private static async Task<IEnumerable<Finding>> SecretAsync(
        LiveProject live, Deployment deployment, string member, string secret)
    {
        const string Role = "roles/secretmanager.secretAccessor";
        var path = $"v1/projects/{deployment.Names.ProjectId}/secrets/{secret}";
        if (await live.GetAsync("secretmanager", path) is null)
        {
            return [new Finding($"secret {secret}", "is not there.", Finding.Apply)];
        }
        var versions = await live.ListAsync("secretmanager", $"{path}/versions?filter=state:ENABLED", "versions");
        var policy = await live.PolicyAsync("secretmanager", $"{path}:getIamPolicy");
        return
        [
            .. versions.Any(version => version.Text("state") == "ENABLED") ? (Finding[])[] :
            [
                new Finding($"secret {secret}", "has no value.",
                    $"printf %s 'THE VALUE' | gcloud secrets versions add {secret} --data-file=-"),
            ],
            .. policy[Role].Contains(member) ? (Finding[])[] :
            [
                new Finding($"secret {secret}", $"{member} lacks {Role}.",
                    $"gcloud secrets add-iam-policy-binding {secret} --member={member} --role={Role}"),
            ],
        ];
    }

    /// <summary>Google's own accounts in the project.</summary>
    private static async Task<(string PubSub, string Storage)> AgentsAsync(LiveProject live, Deployment deployment)
    {
        var project = await live.GetAsync("cloudresourcemanager", $"v1/projects/{deployment.Names.ProjectId}");
        var number = project.Text("projectNumber") ?? "PROJECT_NUMBER";
        return ($"service-{number}@gcp-sa-pubsub.iam.gserviceaccount.com",
            $"service-{number}@gs-project-accounts.iam.gserviceaccount.com");
    }
}
