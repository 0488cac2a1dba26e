using Shop.Gcloud.Deploying;

namespace Shop.Gcloud.Tests.Deployed;

/// <summary>What deploy/README.md tells people to type is what the topology says today.</summary>
public sealed class ReadmeCommands
{
    private const string Begin = "<!-- Written by deploy/Gcloud from deploy/topology.json: begin -->\n\n";
    private const string End = "<!-- end -->\n";

    [Fact]
    public void CommandsByHand_AreThoseOfTheTopology()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "deploy", "README.md"));
        var now = ByHand.Section(Repository.Topology, Repository.Root);
        // What a person compares with, and copies once it is right.
        File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "by-hand.now.md"), now);
        var start = readme.IndexOf(Begin, StringComparison.Ordinal);

        Assert.True(start >= 0, $"deploy/README.md has no line {Begin.Trim()}");
        var section = readme[(start + Begin.Length)..];
        Assert.Equal(now, section[..section.IndexOf(End, StringComparison.Ordinal)]);
    }
}
