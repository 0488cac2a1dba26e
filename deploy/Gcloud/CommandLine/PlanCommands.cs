using System.CommandLine;
using Shop.Gcloud.Planning;

namespace Shop.Gcloud.CommandLine;

/// <summary><c>plan</c>, <c>apply</c> and <c>destroy</c>: scripts that are shown, or run.</summary>
internal static class PlanCommands
{
    public static Command Plan(DeploymentOptions options, string root)
    {
        var command = new Command("plan", "Prints the deployment as a bash script of gcloud commands, and does nothing");
        options.AddTo(command, withParameters: true);
        command.SetAction(parsed =>
        {
            parsed.InvocationConfiguration.Output.Write(Planning.Plan.Of(options.Read(parsed, root)));
            return ExitCode.Clean;
        });
        return command;
    }

    public static Command Apply(DeploymentOptions options, string root)
    {
        var command = new Command("apply", "Runs that script: deploys what is missing or has changed");
        options.AddTo(command, withParameters: true);
        command.SetAction((parsed, _) => BashProcess.RunAsync(Planning.Plan.Of(options.Read(parsed, root)), root));
        return command;
    }

    public static Command Destroy(DeploymentOptions options, string root)
    {
        var data = new Option<bool>("--delete-data")
        {
            Description = "Delete images, documents, secrets, dead letters and messages that wait, too",
        };
        var command = new Command("destroy", "Deletes what was deployed, after asking; data only where told so twice");
        options.AddTo(command, withParameters: false);
        command.Options.Add(data);
        command.SetAction(async (parsed, _) =>
        {
            var deployment = options.Read(parsed, root);
            var deletesData = parsed.GetValue(data);
            if (!Confirmation.Ask(deployment, deletesData, Console.In, Console.Out))
            {
                await Console.Error.WriteLineAsync("Nothing was deleted.");
                return ExitCode.Failure;
            }
            return await BashProcess.RunAsync(Demolition.Of(deployment, deletesData), root);
        });
        return command;
    }
}
