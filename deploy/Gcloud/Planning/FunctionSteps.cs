using Shop.Gcloud.Deploying;
using Shop.Topology;

namespace Shop.Gcloud.Planning;

/// <summary>Deploys the functions whose inputs have changed.</summary>
internal static class FunctionSteps
{
    private const string Advice =
        "The log of the build says more: gcloud builds list --region=\"$region\" --limit=3. "
        + "Deploying needs roles/cloudfunctions.admin, and roles/iam.serviceAccountUser on the accounts that "
        + "functions run as and are built as.";

    public static void PushedFunctions(Script script, Deployment deployment)
    {
        script.Step("Functions that messages are pushed to", Advice);
        ListFunctions(script);
        Deploy(script, deployment, deployment.Functions.Where(deployment.IsPushed));
        ListAddresses(script);
    }

    public static void Entrances(Script script, Deployment deployment)
    {
        script.Step(
            "Functions by which events enter",
            "Minutes after the APIs were enabled the first trigger may be refused for want of rights that are there. "
            + Advice);
        ListFunctions(script);
        Deploy(script, deployment, deployment.Functions.Where(function => !deployment.IsPushed(function)));
    }

    private static void ListFunctions(Script script) => script.Line(
        "functions=$(gcloud functions list --v2 --regions=\"$region\" "
        + $"--format='value(name.basename(),labels.{DeployCommand.InputsLabel})')");

    private static void ListAddresses(Script script) => script.Line(
        "addresses=$(gcloud functions list --v2 --regions=\"$region\" "
        + "--format='value(name.basename(),serviceConfig.uri)')");

    private static void Deploy(Script script, Deployment deployment, IEnumerable<FunctionSpec> functions)
    {
        foreach (var function in functions)
        {
            var name = ResourceNames.Function(function.Name);
            var command = DeployCommand.Of(function, deployment);
            var inputs = FunctionInputs.Of(function, deployment);
            script.Line($"if has \"$functions\" $'{name}\\t{inputs}'; then");
            script.Line($"  echo '{name} is up to date.'");
            script.Line("else");
            script.Line("  " + Bash.Command([.. command, $"--update-labels={DeployCommand.InputsLabel}={inputs}", "--format=none"]));
            script.Line("fi");
            // Also where it is up to date: an earlier run may have ended right between the two.
            script.Line(RightsSteps.Granted(
                ["gcloud", "run", "services", "add-iam-policy-binding", name, $"--region={deployment.Region}"],
                "--member=" + Bash.Quote(deployment.CallerOf(function)), "roles/run.invoker"));
        }
    }
}
