using System.CommandLine;

namespace Shop.Gcloud;

internal static class Program
{
    private static Task<int> Main(string[] arguments)
    {
        var root = new RootCommand("Deploys the suite to Google Cloud as deploy/topology.json describes it, and looks after it there.");
        return root.Parse(arguments).InvokeAsync();
    }
}
