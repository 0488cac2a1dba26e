using System.Security.Cryptography;
using System.Text;

namespace Shop.Gcloud.Planning;

/// <summary>Alerting policies of Cloud Monitoring.</summary>
internal static class AlertStep
{
    // A policy has no version of its own, so this says from which text it was made.
    private const string InputsLabel = "inputs";
    private const int DigitsMax = 40;

    public static void Alerts(Script script, Deployment deployment)
    {
        script.Step(
            "Alerts",
            "This needs roles/monitoring.editor. A metric that has never been written is unknown for some minutes.");
        script.Line(
            $"alerts=$(gcloud alpha monitoring policies list --format='value(displayName,userLabels.{InputsLabel})')");
        script.Line("policies=$(gcloud alpha monitoring policies list --format='value(displayName,name)')");
        script.Line("""
            alert() { # TITLE POLICY
              local name
              name=$(of "$policies" "$1")
              if [ -n "$name" ]; then
                gcloud alpha monitoring policies update "$name" --policy="$2"
              else
                gcloud alpha monitoring policies create --policy="$2"
              fi
            }
            """);
        foreach (var alert in deployment.Spec.Alerts)
        {
            var title = AlertPolicy.TitleOf(alert);
            var policy = AlertPolicy.Of(alert, deployment);
            var inputs = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(policy.ToJsonString())))[..DigitsMax];
            policy["userLabels"]![InputsLabel] = inputs;
            script.Line($"has \"$alerts\" $'{title}\\t{inputs}' || alert {Bash.Quote(title)} {Bash.Quote(AlertPolicy.Write(policy))}");
        }
    }
}
