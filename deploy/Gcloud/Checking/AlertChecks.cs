using System.Text.Json.Nodes;
using Shop.Gcloud.Planning;

namespace Shop.Gcloud.Checking;

/// <summary>Whether somebody is told.</summary>
internal static class AlertChecks
{
    public static async Task<IEnumerable<Finding>> AlertsAsync(LiveProject live, Deployment deployment)
    {
        var found = await live.ListAsync(
            "monitoring", $"v3/projects/{deployment.Names.ProjectId}/alertPolicies", "alertPolicies");
        return deployment.Spec.Alerts.SelectMany(alert =>
        {
            var title = AlertPolicy.TitleOf(alert);
            var policy = found.FirstOrDefault(each => each.Text("displayName") == title);
            return Faults(policy).Select(fault => new Finding($"alert {alert.Name}", fault.Fault, fault.Remedy));
        });
    }

    private static IEnumerable<(string Fault, string Remedy)> Faults(JsonNode? policy)
    {
        if (policy is null)
        {
            yield return ("is not there.", Finding.Apply);
        }
        else if (policy.Text("enabled") == "false")
        {
            yield return ("is switched off.", $"gcloud alpha monitoring policies update {policy.Text("name")} --enabled");
        }
        else if (policy["notificationChannels"] is not JsonArray { Count: > 0 })
        {
            yield return ("tells nobody.", "Make a channel with gcloud beta monitoring channels create, and apply with "
                + "--parameter notificationChannel=….");
        }
    }
}
