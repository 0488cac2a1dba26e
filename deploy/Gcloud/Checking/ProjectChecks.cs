using Shop.Gcloud.Planning;

namespace Shop.Gcloud.Checking;

/// <summary>APIs and accounts that must be there.</summary>
internal static class ProjectChecks
{
    public static async Task<IEnumerable<Finding>> ApisAsync(LiveProject live, Deployment deployment)
    {
        var enabled = await live.ListAsync(
            "serviceusage", $"v1/projects/{deployment.Names.ProjectId}/services?filter=state:ENABLED&pageSize=200", "services");
        var names = enabled.Select(each => each.Text("config.name")).ToHashSet();
        return ProjectSteps.Names.Where(api => !names.Contains(api)).Select(api => new Finding(
            $"API {api}", "is not enabled.", $"gcloud services enable {api} --project={deployment.Names.ProjectId}"));
    }

    public static async Task<IEnumerable<Finding>> AccountsAsync(LiveProject live, Deployment deployment)
    {
        var found = await live.ListAsync(
            "iam", $"v1/projects/{deployment.Names.ProjectId}/serviceAccounts?pageSize=100", "accounts");
        var active = found.Where(each => each.Text("disabled") != "true").Select(each => each.Text("email")).ToHashSet();
        return deployment.Accounts.Select(account => deployment.Names.ServiceAccount(account.Id))
            .Where(email => !active.Contains(email))
            .Select(email => new Finding($"service account {email}", "is not there, or disabled.", Finding.Apply));
    }
}
