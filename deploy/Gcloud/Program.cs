using System.CommandLine;
using Shop.Gcloud.CommandLine;
using Shop.Gcloud.Replay;
using Shop.Topology;

namespace Shop.Gcloud;

internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        // Not a copy beside the program: it deploys the sources that it is run in, and plans from what lies there.
        var root = RepositoryRoot.Find();
        SuiteTopology topology;
        try
        {
            topology = TopologyFile.Read(Path.Combine(root, "deploy", "topology.json"));
        }
        catch (InvalidTopologyException invalid)
        {
            await Console.Error.WriteLineAsync(string.Join("\n  ", ["deploy/topology.json cannot be used:", .. invalid.Faults]));
            return ExitCode.Failure;
        }
        var options = new DeploymentOptions(topology);
        var parsed = Commands(options, topology, root).Parse(arguments);
        var faults = options.Faults(parsed);
        if (faults.Count == 0)
        {
            // Commands that must not be cut off end themselves on Ctrl-C.
            return await parsed.InvokeAsync(new() { ProcessTerminationTimeout = null });
        }
        foreach (var fault in faults)
        {
            await Console.Error.WriteLineAsync(fault);
        }
        await Console.Error.WriteLineAsync("--help lists the options.");
        return ExitCode.Usage;
    }

    private static RootCommand Commands(DeploymentOptions options, SuiteTopology topology, string root) => new(
        "Deploys the suite to Google Cloud as deploy/topology.json describes it, and looks after it there.")
    {
        PlanCommands.Plan(options, root),
        PlanCommands.Apply(options, root),
        CheckCommand.Create(options, root),
        PlanCommands.Destroy(options, root),
        ReplayCommand.Create(topology),
    };
}
