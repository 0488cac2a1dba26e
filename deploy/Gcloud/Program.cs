using System.CommandLine;
using Shop.Gcloud.CommandLine;
using Shop.Topology;

namespace Shop.Gcloud;

internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        SuiteTopology topology;
        try
        {
            topology = TopologyFile.Read(Path.Combine(AppContext.BaseDirectory, "topology.json"));
        }
        catch (InvalidTopologyException invalid)
        {
            await Console.Error.WriteLineAsync("deploy/topology.json cannot be used:");
            foreach (var fault in invalid.Faults)
            {
                await Console.Error.WriteLineAsync("  " + fault);
            }
            return ExitCode.Failure;
        }
        var parsed = Commands(topology).Parse(arguments);
        if (parsed.Errors.Count == 0)
        {
            return await parsed.InvokeAsync();
        }
        foreach (var error in parsed.Errors)
        {
            await Console.Error.WriteLineAsync(error.Message);
        }
        await Console.Error.WriteLineAsync("--help lists the options.");
        return ExitCode.Usage;
    }

    private static RootCommand Commands(SuiteTopology topology)
    {
        var options = new DeploymentOptions(topology);
        var root = RepositoryRoot.Find();
        return new RootCommand(
            "Deploys the suite to Google Cloud as deploy/topology.json describes it, and looks after it there.")
        {
            PlanCommands.Plan(options, root),
            PlanCommands.Apply(options, root),
            CheckCommand.Create(options, root),
            PlanCommands.Destroy(options, root),
        };
    }
}
