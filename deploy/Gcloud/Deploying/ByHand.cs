using System.Text;
using System.Text.RegularExpressions;
using Shop.Gcloud.Planning;
using Shop.Topology;

namespace Shop.Gcloud.Deploying;

/// <summary>
/// The part of deploy/README.md that deploys each function by one command. It is written here and stands there, so
/// that people can read it without building anything; a test holds the two together.
/// </summary>
internal static partial class ByHand
{
    /// <returns>Markdown.</returns>
    public static string Section(SuiteTopology topology, string root)
    {
        var deployment = new Deployment(
            topology,
            ResourceNames.Deployed("$PROJECT") with
            {
                Parameters = topology.Parameters.ToDictionary(each => each.Name, each => "$" + VariableOf(each.Name)),
            },
            "$REGION", topology.Functions, root);
        var text = new StringBuilder();
        foreach (var function in topology.Functions)
        {
            text.Append($"### {function.Name}\n\n{About(function, deployment)}\n\n");
            Append(text, DeployCommand.Of(function, deployment));
            text.Append("\nor, as the Cloud Run service that it is underneath:\n\n");
            Append(text, DeployCommand.OfRun(function, deployment));
            if (function.Trigger is { } trigger)
            {
                Append(text, TriggerCommand(function, trigger, deployment));
            }
            text.Append('\n');
        }
        return text.ToString();
    }

    /// <summary>What stands for a parameter in a command that a person types.</summary>
    public static string VariableOf(string parameter) => Hump().Replace(parameter, "_$0").ToUpperInvariant();

    private static string About(FunctionSpec function, Deployment deployment)
    {
        var subscriptions = deployment.Topology.Subscriptions.Where(each => each.Function == function.Name).ToList();
        return function switch
        {
            { Trigger: { } trigger } => $"Called by Eventarc for each new object in `{deployment.Names.Bucket(trigger.Bucket)}`.",
            _ when subscriptions.Count > 0 =>
                $"Called by the subscriptions {string.Join(", ", subscriptions.Select(each => $"`{each.Name}`"))}.",
            _ => "Called by everybody, by HTTP.",
        };
    }

    // Cloud Run knows no triggers; Eventarc does.
    private static IReadOnlyList<string> TriggerCommand(FunctionSpec function, StorageTrigger trigger, Deployment deployment) =>
    [
        "gcloud", "eventarc", "triggers", "create", ResourceNames.Function(function.Name),
        $"--location={deployment.Region}",
        $"--destination-run-service={ResourceNames.Function(function.Name)}",
        $"--destination-run-region={deployment.Region}",
        "--event-filters=type=google.cloud.storage.object.v1.finalized",
        $"--event-filters=bucket={deployment.Names.Bucket(trigger.Bucket)}",
        $"--service-account={deployment.Names.ServiceAccount(deployment.Spec.TriggerServiceAccount)}",
    ];

    private static void Append(StringBuilder text, IReadOnlyList<string> words)
    {
        foreach (var line in Bash.Written([.. words.Select(Typed)]).Split('\n'))
        {
            text.Append("    ").Append(line).Append('\n');
        }
    }

    // In double quotes the shell fills the variables in.
    private static string Typed(string word) => Unquoted().IsMatch(word) ? word : $"\"{word}\"";

    [GeneratedRegex(@"^[A-Za-z0-9_@%+=:,./-]+\z")]
    private static partial Regex Unquoted();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Hump();
}
