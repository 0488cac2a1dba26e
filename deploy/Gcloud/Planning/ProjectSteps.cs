namespace Shop.Gcloud.Planning;

/// <summary>What a project needs before anything can be put into it.</summary>
internal static class ProjectSteps
{
    /// <summary>The APIs that the suite and its deployment call.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "artifactregistry.googleapis.com", "cloudbuild.googleapis.com", "cloudfunctions.googleapis.com",
        "cloudresourcemanager.googleapis.com", "eventarc.googleapis.com", "firestore.googleapis.com",
        "iam.googleapis.com", "logging.googleapis.com", "monitoring.googleapis.com", "pubsub.googleapis.com",
        "run.googleapis.com", "secretmanager.googleapis.com", "storage.googleapis.com",
    ];

    public static void Apis(Script script, Deployment deployment)
    {
        script.Step(
            "APIs",
            "Enabling APIs needs roles/serviceusage.serviceUsageAdmin, and a project with a billing account.");
        script.Line($"apis=$({Bash.Command("gcloud", "services", "list", "--enabled", "--format=value(config.name)")})");
        script.UnlessAll("apis", Names, "gcloud", "services", "enable");
        script.Line("number=$(gcloud projects describe \"$project\" --format='value(projectNumber)')");
        script.Comment("Google's own accounts, which push messages and announce uploads.");
        script.Line("gcloud beta services identity create --service=pubsub.googleapis.com");
        script.Line("gcloud beta services identity create --service=eventarc.googleapis.com");
        script.Line("pubsub_agent=service-$number@gcp-sa-pubsub.iam.gserviceaccount.com");
        script.Line("storage_agent=$(gcloud storage service-agent)");
    }

    public static void ServiceAccounts(Script script, Deployment deployment)
    {
        script.Step("Service accounts", "Creating service accounts needs roles/iam.serviceAccountAdmin.");
        script.Line($"accounts=$({Bash.Command("gcloud", "iam", "service-accounts", "list", "--format=value(email)")})");
        foreach (var (id, title) in deployment.Accounts)
        {
            script.Unless(
                "accounts", deployment.Names.ServiceAccount(id),
                "gcloud", "iam", "service-accounts", "create", id, $"--display-name={title}");
        }
    }
}
