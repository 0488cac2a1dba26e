namespace Shop.Gcloud.Tests.ControlPlane;

/// <summary>Who may be named in a policy: IAM refuses an account that does not exist.</summary>
internal static class Members
{
    private const string ServiceAccount = "serviceAccount:";

    /// <summary>The project that Google's own account of a service lives in, which tells these accounts apart.</summary>
    public static string Agent(CloudState state, string service) => service switch
    {
        "storage.googleapis.com" => $"service-{state.Number}@gs-project-accounts.iam.gserviceaccount.com",
        "cloudfunctions.googleapis.com" => $"service-{state.Number}@gcf-admin-robot.iam.gserviceaccount.com",
        "run.googleapis.com" => $"service-{state.Number}@serverless-robot-prod.iam.gserviceaccount.com",
        _ => $"service-{state.Number}@gcp-sa-{service.Split('.')[0]}.iam.gserviceaccount.com",
    };

    /// <summary>Makes Google's own account of a service, as its API does when it is asked for it.</summary>
    public static string MakeAgent(CloudState state, string service)
    {
        var email = Agent(state, service);
        state.Put(AgentName(email), new() { ["email"] = email, ["service"] = service });
        return email;
    }

    public static bool Exists(CloudState state, string email) =>
        email == $"{state.Number}-compute@developer.gserviceaccount.com"
        || email == $"{state.Number}@cloudbuild.gserviceaccount.com"
        || email == $"{state.Number}@cloudservices.gserviceaccount.com"
        || state.Has(AgentName(email))
        || state.Has($"//iam.googleapis.com/projects/{state.Project}/serviceAccounts/{email}");

    public static void Check(CloudState state, string member)
    {
        if (member is "allUsers" or "allAuthenticatedUsers")
            return;
        if (member.StartsWith(ServiceAccount, StringComparison.Ordinal))
        {
            var email = member[ServiceAccount.Length..];
            if (!Exists(state, email))
                throw Refusal.Invalid($"Service account {email} does not exist.");
            return;
        }
        string[] others = ["user:", "group:", "domain:", "deleted:", "principal:", "principalSet:", "projectOwner:",
            "projectEditor:", "projectViewer:"];
        if (!others.Any(prefix => member.StartsWith(prefix, StringComparison.Ordinal)))
            throw Refusal.Invalid($"The member {member} is of an unknown type.");
    }

    private static string AgentName(string email) => "//iam.googleapis.com/agents/" + email;
}
